package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.joining.Linkages.Day;
import tw.onestop.kernel.Actor;
import tw.onestop.link.UseDesk;

/**
 * 每日巡查: once a day every linkage is looked at by its days: reminded to renew, told that it is not used, that an own audit is
 * due, cut, ended. Each step leaves its day behind, so a round that is walked twice does nothing more.
 */
@Component
class Round {

    private static final long LOCK = 20484;
    private static final Actor RULE = Actor.rule("joining.round");

    private final JdbcClient jdbc;
    private final Linkages linkages;
    private final GrantDesk grants;
    private final UseDesk uses;
    private final Diary diary;

    Round(JdbcClient jdbc, Linkages linkages, GrantDesk grants, UseDesk uses, Diary diary) {
        this.jdbc = jdbc;
        this.linkages = linkages;
        this.grants = grants;
        this.uses = uses;
        this.diary = diary;
    }

    /** On one node at a time. */
    @Transactional
    void walk() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        LocalDate today = diary.today();
        for (String purpose : linkages.standing()) {
            linkages.lock(purpose).ifPresent(linkage -> look(used(linkage), today));
        }
    }

    /** With the day of its latest query, which ends what was said about its not being used. */
    private Linkage used(Linkage linkage) {
        Map<String, LocalDate> since = uses.lastUsed(List.of(linkage.agency()), diary.begins(linkage.unusedSince()));
        LocalDate last = since.get(linkage.purposeId());
        if (last == null || last.equals(linkage.lastUsed())) {
            return linkage;
        }
        linkages.set(linkage.purposeId(), Day.LAST_USED, last);
        LocalDate noticed = linkage.days().idleNoticed();
        if (noticed != null && !last.isBefore(noticed)) {
            linkages.set(linkage.purposeId(), Day.IDLE_NOTICED, null);
        }
        return linkages.find(linkage.purposeId()).orElseThrow();
    }

    private void look(Linkage linkage, LocalDate today) {
        LocalDate endsOn = linkage.days().endsOn();
        LocalDate noticed = linkage.days().idleNoticed();
        if (linkage.until().isBefore(today)) {
            end(linkage, Linkage.Kind.EXPIRED, today);
        } else if (endsOn != null && !endsOn.isAfter(today)) {
            end(linkage, Linkage.Kind.ENDED, today);
        } else if (noticed != null && due(noticed, "link.cutMonths", today)) {
            end(linkage, Linkage.Kind.CUT, today);
        } else {
            remind(linkage, today);
        }
    }

    private void remind(Linkage linkage, LocalDate today) {
        if (linkage.days().idleNoticed() == null && due(linkage.unusedSince(), "link.idleMonths", today)) {
            tell(linkage, Linkage.Kind.IDLE, Day.IDLE_NOTICED, today);
        }
        LocalDate renewal = linkage.until().minusMonths(linkages.term("link.renewMonths", today));
        if (linkage.days().renewalNoticed() == null && !renewal.isAfter(today)) {
            tell(linkage, Linkage.Kind.RENEWAL_DUE, Day.RENEWAL_NOTICED, today);
        }
        if (linkage.days().auditNoticed() == null && due(linkage.auditedOn(), "link.auditMonths", today)) {
            tell(linkage, Linkage.Kind.AUDIT_DUE, Day.AUDIT_NOTICED, today);
        }
    }

    private boolean due(LocalDate since, String term, LocalDate today) {
        return !since.plusMonths(linkages.term(term, today)).isAfter(today);
    }

    private void tell(Linkage linkage, Linkage.Kind kind, Day day, LocalDate today) {
        linkages.set(linkage.purposeId(), day, today);
        linkages.event(linkage.purposeId(), kind, RULE.id(), "");
        diary.record(Act.done(RULE, "joining.linkage.tell", linkage.purposeId() + " " + kind, null));
    }

    private void end(Linkage linkage, Linkage.Kind kind, LocalDate today) {
        grants.end(linkage.agency(), linkage.purposeId(), kind.name(), RULE);
        linkages.set(linkage.purposeId(), Day.ENDED_ON, today);
        linkages.event(linkage.purposeId(), kind, RULE.id(), "");
        diary.record(Act.done(RULE, "joining.linkage.end", linkage.purposeId() + " " + kind, null));
    }
}
