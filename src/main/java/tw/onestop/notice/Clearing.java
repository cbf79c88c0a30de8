package tw.onestop.notice;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.EvidenceDesk;
import tw.onestop.exchange.EvidenceDesk.Tried;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 清查: the desk over the lists, what agencies found, and what is late. */
@Component
class Clearing implements ClearingDesk {

    private static final int MOST_RISEN = 200;

    private final ClearingLists lists;
    private final ClearingCounts counts;
    private final LateItems late;
    private final Findings findings;
    private final ClearingRounds rounds;
    private final Means means;

    Clearing(
            ClearingLists lists,
            ClearingCounts counts,
            LateItems late,
            Findings findings,
            ClearingRounds rounds,
            Means means) {
        this.lists = lists;
        this.counts = counts;
        this.late = late;
        this.findings = findings;
        this.rounds = rounds;
        this.means = means;
    }

    /** 憑據、稽核及期限. */
    @Component("clearingMeans")
    record Means(EvidenceDesk evidence, AuditDesk audit, Deadlines deadlines) {}

    @Override
    @Transactional
    public List<Sheet> lists(Actor reader) {
        AgencyCode agency = agency(reader);
        means.audit().record(Act.done(reader, "notice.clearing.lists", agency.value(), null));
        return lists.of(agency);
    }

    @Override
    @Transactional
    public Optional<Part> lines(YearMonth month, Which which, Actor reader) {
        Optional<Head> head = lists.head(agency(reader), month);
        if (head.isEmpty()) {
            means.audit().record(Act.refused(reader, "notice.clearing.read", month.toString(), "notBuilt"));
            return Optional.empty();
        }
        String number = head.get().number();
        if (lists.handed(number, means.deadlines().now())) {
            means.audit().record(Act.done(reader, "notice.clearing.handed", number, null));
        }
        List<Line> found = lists.lines(number, which);
        boolean more = found.size() > which.limit();
        List<Line> part = more ? found.subList(0, which.limit()) : found;
        means.audit()
                .record(new Act(
                        reader,
                        "notice.clearing.read",
                        number,
                        null,
                        Act.Outcome.DONE,
                        "after=%d lines=%d".formatted(which.after(), part.size())));
        return Optional.of(new Part(head.get(), which.counting() ? lists.waiting(number) : null, tried(part), more));
    }

    private List<Line> tried(List<Line> lines) {
        Map<UUID, List<Tried>> tried =
                means.evidence().tried(lines.stream().map(Line::id).toList());
        return lines.stream()
                .map(line -> new Line(
                        line.no(),
                        line.id(),
                        line.type(),
                        line.receiptNo(),
                        line.was(),
                        line.wasSince(),
                        line.now(),
                        line.open(),
                        line.said(),
                        tried.getOrDefault(line.id(), List.of())))
                .toList();
    }

    @Override
    @Transactional
    public List<Answered> answer(YearMonth month, List<Answer> answers, Actor by) {
        return findings.take(agency(by), month, answers, by);
    }

    @Override
    @Transactional
    public Replied answer(YearMonth month, List<Answer> answers, Request request, Actor machine) {
        return findings.take(agency(machine), month, answers, request, machine);
    }

    /** Not before the month is over, since a list stays as it was made; nor of one that is past, of which it would say what stands open today. */
    @Override
    @Transactional
    public boolean build(YearMonth month, Actor by) {
        YearMonth due = rounds.due();
        if (!month.equals(due)) {
            String why = month.isAfter(due) ? "notOver" : "past";
            means.audit().record(Act.refused(by, "notice.clearing.build", month.toString(), why));
            return false;
        }
        return rounds.build(month, by);
    }

    @Override
    @Transactional
    public List<Late> late(int limit, Actor officer) {
        AgencyCode agency = agency(officer);
        List<Late> found = late.of(agency, means.deadlines().today(), rounds.contactDues(agency), limit);
        means.audit()
                .record(new Act(
                        officer, "notice.late.read", agency.value(), null, Act.Outcome.DONE, "items=" + found.size()));
        return found;
    }

    @Override
    @Transactional
    public Overview overview(Actor ministry) {
        means.audit().record(Act.done(ministry, "notice.clearing.overview", null, null));
        YearMonth month = rounds.due();
        List<Sheet> sheets = counts.of(month);
        Optional<Instant> builtAt = lists.builtAt(month);
        List<Late> risen = late.risen(MOST_RISEN);
        boolean untaken = sheets.stream().anyMatch(sheet -> sheet.handedAt() == null);
        return new Overview(
                month,
                builtAt.orElse(null),
                rounds.day(month),
                rounds.isOver(month) && (builtAt.isEmpty() || untaken),
                counts.at().orElse(null),
                sheets,
                counts.ages(),
                risen,
                risen.size() < MOST_RISEN ? risen.size() : Math.max(risen.size(), counts.risen()));
    }

    @Override
    public boolean alarm() {
        YearMonth month = rounds.due();
        return rounds.isOver(month) && (lists.builtAt(month).isEmpty() || lists.untaken(month));
    }

    @Override
    @Transactional
    public void refused(String action, String why, Actor machine) {
        means.audit().record(Act.refused(machine, action, null, why));
    }

    private static AgencyCode agency(Actor actor) {
        return Objects.requireNonNull(actor.agency(), "lists are an agency's");
    }
}
