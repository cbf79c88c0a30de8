package tw.onestop.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Background;

/**
 * 清查作業的時程: the lists of a month are made when the next one begins, a missed fifth is noted, and each day what passed its day
 * rises. All of it leaves its day behind: a round that is walked twice, after a crash or on another node, does nothing more.
 */
@Component
class ClearingRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(ClearingRounds.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration KEPT = Duration.ofDays(100);
    private static final Actor RULE = Actor.rule("notice.clearing");

    private final ClearingLists lists;
    private final ClearingCounts counts;
    private final LateItems late;
    private final ClearingLists.Requests requests;
    private final OfficerNews news;
    private final Office office;
    private final Background rounds = new Background(
            "clearing",
            PAUSE,
            this::round,
            e -> LOG.warn("clearing waits: {}", e.getClass().getSimpleName()));

    ClearingRounds(
            ClearingLists lists,
            ClearingCounts counts,
            LateItems late,
            ClearingLists.Requests requests,
            OfficerNews news,
            Office office) {
        this.lists = lists;
        this.counts = counts;
        this.late = late;
        this.requests = requests;
        this.news = news;
        this.office = office;
    }

    /** 作業所需. */
    @Component("clearingOffice")
    record Office(Deadlines deadlines, AuditDesk audit, TransactionTemplate transaction) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** Each step by itself: one that fails keeps nothing from the next round. */
    boolean round() {
        YearMonth month = due();
        if (lists.builtAt(month).isEmpty()) {
            build(month, RULE);
        }
        if (isOver(month)) {
            note(month);
        }
        rise();
        count(month);
        int forgotten = requests.forget(office.deadlines().now().minus(KEPT));
        LOG.debug("{} old answers forgotten", forgotten);
        return false;
    }

    /** The month whose lists are the latest that should be there. */
    YearMonth due() {
        return YearMonth.from(office.deadlines().today()).minusMonths(1);
    }

    /** The last day on which they are handed over in time. */
    LocalDate day(YearMonth month) {
        return month.plusMonths(1).atDay(Math.clamp(office.deadlines().value("notice.clearing.day"), 1, 28));
    }

    boolean isOver(YearMonth month) {
        return office.deadlines().today().isAfter(day(month));
    }

    /** One transaction for all agencies: either the month has its lists or it has none. */
    boolean build(YearMonth month, Actor by) {
        return Boolean.TRUE.equals(office.transaction().execute(_ -> built(month, by)));
    }

    private boolean built(YearMonth month, Actor by) {
        boolean mayBuild = lists.mayBuild();
        if (!mayBuild || lists.builtAt(month).isPresent()) {
            office.audit()
                    .record(Act.refused(
                            by, "notice.clearing.build", month.toString(), mayBuild ? "builtAlready" : "busy"));
            return false;
        }
        Instant end = office.deadlines().begins(month.plusMonths(1).atDay(1));
        Map<String, Integer> made = lists.build(month, end, office.deadlines().now(), Items.name(by));
        List<Act> acts = new ArrayList<>();
        acts.add(new Act(
                by,
                "notice.clearing.build",
                month.toString(),
                null,
                Act.Outcome.DONE,
                "lists=%d late=%s".formatted(made.size(), isOver(month))));
        made.forEach((number, items) ->
                acts.add(new Act(by, "notice.clearing.list", number, null, Act.Outcome.DONE, "items=" + items)));
        office.audit().record(acts);
        counts.ages(office.deadlines().now(), office.deadlines().today());
        news.lists(made.keySet().stream()
                .map(number -> new AgencyCode(number.substring(number.indexOf('-') + 1)))
                .collect(Collectors.toSet()));
        return true;
    }

    private void note(YearMonth month) {
        office.transaction().executeWithoutResult(_ -> {
            Instant now = office.deadlines().now();
            List<String> missed =
                    lists.missed(month, office.deadlines().begins(day(month).plusDays(1)), now);
            if (!missed.isEmpty()) {
                LOG.error("{} clearing lists of {} were not taken by their day", missed.size(), month);
                office.audit()
                        .record(missed.stream()
                                .map(number -> Act.refused(RULE, "notice.clearing.missed", number, "notHandedOver"))
                                .toList());
            }
        });
    }

    /** By the day of a refusal of which nobody told the citizen: until when that was to be done. */
    Map<LocalDate, LocalDate> contactDues() {
        return dues(late.refusedOn());
    }

    /** The same of one agency alone. */
    Map<LocalDate, LocalDate> contactDues(AgencyCode agency) {
        return dues(late.refusedOn(agency));
    }

    private Map<LocalDate, LocalDate> dues(List<LocalDate> refused) {
        int days = office.deadlines().value("notice.contact.days");
        return refused.stream()
                .collect(Collectors.toMap(day -> day, day -> office.deadlines().due(day, days)));
    }

    /** For the overview; another node that is at it does it for this one. */
    void count(YearMonth month) {
        office.transaction().executeWithoutResult(_ -> {
            if (lists.mayBuild()) {
                counts.ages(office.deadlines().now(), office.deadlines().today());
                // Last, since whoever takes a list for the first time waits for it.
                counts.lists(month);
            }
        });
    }

    private void rise() {
        office.transaction().executeWithoutResult(_ -> {
            Deadlines deadlines = office.deadlines();
            Map<AgencyCode, Integer> risen = late.toOfficers(deadlines.today(), contactDues());
            int further =
                    late.toMinistry(deadlines.today(), deadlines.passed(deadlines.value("notice.late.ministryDays")));
            List<Act> acts = new ArrayList<>();
            risen.forEach((agency, count) -> acts.add(
                    new Act(RULE, "notice.late.officer", agency.value(), null, Act.Outcome.DONE, "items=" + count)));
            if (further > 0) {
                acts.add(new Act(RULE, "notice.late.ministry", null, null, Act.Outcome.DONE, "items=" + further));
            }
            if (!acts.isEmpty()) {
                office.audit().record(acts);
                news.late(risen);
            }
        });
    }
}
