package tw.onestop.joining;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Grant;
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

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final Actor RULE = Actor.rule("joining.round");

    private final Linkages linkages;
    private final Grants grants;
    private final UseDesk uses;
    private final Diary diary;
    private final TransactionTemplate transaction;

    Round(Linkages linkages, Grants grants, UseDesk uses, Diary diary, TransactionTemplate transaction) {
        this.linkages = linkages;
        this.grants = grants;
        this.uses = uses;
        this.diary = diary;
        this.transaction = transaction;
    }

    /** 授權, and whose there are. */
    @Component("roundGrants")
    record Grants(GrantDesk desk, AgencyDesk agencies) {}

    /**
     * Each linkage in a transaction of its own, held by its row: on two nodes at once the second finds done what the first did.
     *
     * @throws IllegalStateException when one of them could not be looked at; all others were
     */
    void walk() {
        LocalDate today = diary.today();
        int broken = 0;
        for (Grant grant : strange(today)) {
            broken += done(grant.purposeId(), () -> adopt(grant, today));
        }
        for (String purpose : linkages.standing()) {
            broken += done(
                    purpose,
                    () -> linkages.lock(purpose)
                            .ifPresent(linkage -> look(used(List.of(linkage)).getFirst(), today)));
        }
        if (broken > 0) {
            throw new IllegalStateException(broken + " linkages could not be looked at");
        }
    }

    /** How many could not be: none or one. */
    private int done(String purpose, Runnable work) {
        try {
            transaction.executeWithoutResult(_ -> work.run());
            return 0;
        } catch (RuntimeException e) {
            LOG.warn(
                    "the linkage {} cannot be looked at: {}",
                    purpose,
                    e.getClass().getSimpleName());
            return 1;
        }
    }

    /** Grants without a linkage, as far as memory knows. */
    private List<Grant> strange(LocalDate today) {
        Set<String> known = Set.copyOf(linkages.standing());
        return grants.agencies().all().stream()
                .flatMap(agency -> grants.desk().grants(agency.code()).stream())
                .filter(grant -> grant.holdsOn(today) && !known.contains(grant.purposeId()))
                .toList();
    }

    /**
     * Grants that were given by other ways go on and end by the same days. Memory may be half a minute old and show one that another node has
     * ended since: so it is read again, once its linkage is held as {@link #end} holds it.
     */
    private void adopt(Grant remembered, LocalDate today) {
        linkages.lock(remembered.purposeId());
        grants.desk()
                .stored(remembered.agency(), remembered.purposeId())
                .filter(grant -> grant.holdsOn(today) && linkages.adopt(grant, RULE.id()))
                .ifPresent(grant -> diary.record(Act.done(RULE, "joining.linkage.adopt", grant.purposeId(), null)));
    }

    /** With the days of their latest use, which end what was said about their not being used. */
    List<Linkage> used(List<Linkage> all) {
        if (all.isEmpty()) {
            return all;
        }
        LocalDate earliest = all.stream()
                .map(Linkage::unusedSince)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Map<String, LocalDate> since =
                uses.lastUsed(all.stream().map(Linkage::agency).collect(Collectors.toSet()), diary.begins(earliest));
        return all.stream()
                .map(linkage -> used(linkage, since.get(linkage.purposeId())))
                .toList();
    }

    private Linkage used(Linkage linkage, @Nullable LocalDate last) {
        if (last == null || last.equals(linkage.lastUsed()) || last.isBefore(linkage.unusedSince())) {
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
            tell(linkage, Linkage.Kind.IDLE, Day.IDLE_NOTICED, today, linkages.later(today, "link.cutMonths", today));
        }
        LocalDate renewal = linkage.until().minusMonths(linkages.term("link.renewMonths", today));
        if (linkage.days().renewalNoticed() == null && !renewal.isAfter(today)) {
            tell(
                    linkage,
                    Linkage.Kind.RENEWAL_DUE,
                    Day.RENEWAL_NOTICED,
                    today,
                    linkage.until().plusDays(1));
        }
        if (linkage.days().auditNoticed() == null && due(linkage.auditedOn(), "link.auditMonths", today)) {
            tell(linkage, Linkage.Kind.AUDIT_DUE, Day.AUDIT_NOTICED, today, null);
        }
    }

    private boolean due(LocalDate since, String term, LocalDate today) {
        return !linkages.later(since, term, today).isAfter(today);
    }

    private void tell(Linkage linkage, Linkage.Kind kind, Day day, LocalDate today, @Nullable LocalDate on) {
        linkages.set(linkage.purposeId(), day, today);
        linkages.event(linkage.purposeId(), kind, RULE.id(), "", on);
        diary.record(Act.done(RULE, "joining.linkage.tell", linkage.purposeId() + " " + kind, null));
    }

    private void end(Linkage linkage, Linkage.Kind kind, LocalDate today) {
        grants.desk().end(linkage.agency(), linkage.purposeId(), kind.name(), RULE);
        linkages.set(linkage.purposeId(), Day.ENDED_ON, today);
        linkages.event(linkage.purposeId(), kind, RULE.id(), "");
        diary.record(Act.done(RULE, "joining.linkage.end", linkage.purposeId() + " " + kind, null));
    }
}
