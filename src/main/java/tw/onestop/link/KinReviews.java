package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 每月抽查, the desk. */
@Component
class KinReviews implements KinReviewDesk {

    private static final int LONGEST_NOTE = 300;

    private final KinRights rights;
    private final KinQueries queries;
    private final GrantDesk grants;
    private final Kinships.Watch watch;

    KinReviews(KinRights rights, KinQueries queries, GrantDesk grants, Kinships.Watch watch) {
        this.rights = rights;
        this.queries = queries;
        this.grants = grants;
        this.watch = watch;
    }

    @Override
    @Transactional
    public Month month(YearMonth month, Actor controller) {
        watch.audit().record(Act.done(controller, "link.kinship.month", month.toString(), null));
        AgencyCode agency = KinRights.agency(controller);
        Set<String> controlled = rights.controlled(controller);
        int percent = percent(month);
        int asked = 0;
        int reviewed = 0;
        int drawn = 0;
        for (KinQueries.Count count : queries.counts(agency, begin(month), begin(month.plusMonths(1)), percent)) {
            if (controlled.contains(count.purpose())) {
                asked += count.queries();
                reviewed += count.reviewed();
                drawn += count.drawn();
            }
        }
        return new Month(
                month,
                asked,
                reviewed,
                drawn,
                percent,
                queries.between(agency, controlled, begin(month), begin(month.plusMonths(1)), percent));
    }

    private int percent(YearMonth month) {
        return percent(month.atEndOfMonth());
    }

    @Override
    public int percent(LocalDate on) {
        return watch.rules().value("link.kinship.samplePercent", on);
    }

    private Instant begin(YearMonth month) {
        ZoneId zone = watch.clock().getZone();
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    @Override
    @Transactional
    public List<Refusal> review(UUID transactionId, String finding, String note, Actor controller) {
        KinQueries.@Nullable Subject subject =
                queries.subject(transactionId, KinRights.agency(controller), rights.controlled(controller));
        List<Refusal> wrong = wrong(subject, finding, note.strip(), controller);
        if (wrong.isEmpty()) {
            queries.review(
                    transactionId,
                    controller.id(),
                    finding.equals("IN_ORDER"),
                    note.strip(),
                    watch.clock().instant());
        }
        watch.audit()
                .record(new Act(
                        controller,
                        "link.kinship.review",
                        transactionId.toString(),
                        subject == null ? null : subject.target(),
                        wrong.isEmpty() ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                        wrong.isEmpty() ? finding : wrong.getFirst().code()));
        return wrong;
    }

    private static List<Refusal> wrong(
            KinQueries.@Nullable Subject subject, String finding, String note, Actor controller) {
        if (subject == null) {
            return List.of(KinControl.no("", "review.unknown"));
        }
        if (subject.querier().equals(controller.id())) {
            return List.of(KinControl.no("", "review.own"));
        }
        if (subject.reviewed()) {
            return List.of(KinControl.no("", "review.done"));
        }
        if (!Set.of("IN_ORDER", "NOT_IN_ORDER").contains(finding)) {
            return List.of(KinControl.no("finding", "review.finding"));
        }
        if (finding.equals("NOT_IN_ORDER") && note.isEmpty()) {
            return List.of(KinControl.no("note", "review.note"));
        }
        return Text.length(note) > LONGEST_NOTE
                ? List.of(KinControl.no("note", "review.note.tooLong", String.valueOf(LONGEST_NOTE)))
                : List.of();
    }

    @Override
    @Transactional
    public List<Share> shares(YearMonth month, Actor ministry) {
        watch.audit().record(Act.done(ministry, "link.kinship.shares", month.toString(), null));
        int percent = percent(month);
        return queries.counts(null, begin(month), begin(month.plusMonths(1)), percent).stream()
                .map(count -> new Share(
                        count.agency(),
                        count.purpose(),
                        grants.grant(count.agency(), count.purpose())
                                .map(Grant::name)
                                .orElse(""),
                        new Month(month, count.queries(), count.reviewed(), count.drawn(), percent, List.of())))
                .sorted(Comparator.comparingInt((Share share) -> -share.month().outstanding())
                        .thenComparing(share -> share.agency().value()))
                .toList();
    }
}
