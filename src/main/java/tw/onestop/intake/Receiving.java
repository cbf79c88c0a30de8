package tw.onestop.intake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RegistrationKind;

/** 外部通報受理: the desk of reports; each is one transaction of its own, also when it came in a file. */
@Component
class Receiving implements ReportDesk {

    private static final String ACTION = "intake.report.receive";
    private static final int LONGEST_NAME = 120;

    private final Reports reports;
    private final Following following;
    private final Discretion discretion;
    private final AuditDesk audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Receiving(
            Reports reports, Handling handling, AuditDesk audit, Clock clock, PlatformTransactionManager transactions) {
        this.reports = reports;
        this.following = handling.following();
        this.discretion = handling.discretion();
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** 處理方式: what becomes of a report, and who may see what is left of it. */
    @Component
    record Handling(Following following, Discretion discretion) {}

    @Override
    @Transactional
    public Received receive(String source, String number, Map<String, String> values, Actor by) {
        ReportReading.Outcome read = ReportReading.of(number, values, LocalDate.now(clock));
        if (read.facts().isEmpty()) {
            return returned(by, read.refusals());
        }
        Report.Facts facts = read.facts().get();
        if (!mayReport(source, facts.kind())) {
            return returned(by, List.of(Refusal.of("kind", "intake.report.kind.notAllowed")));
        }
        reports.lock(source, number);
        Optional<Reports.Last> last = reports.last(source, number, facts);
        if (last.filter(Reports.Last::same).isPresent()) {
            said(source, number, facts, by, "again");
            return new Received.Taken(last.get().version(), true);
        }
        int version = last.map(Reports.Last::version).orElse(0) + 1;
        Report report = new Report(source, number, version, Instant.now(clock), facts);
        Task.State state = following.report(reports.add(report, by), report, by);
        said(source, number, facts, by, "version=%d state=%s".formatted(version, state));
        return new Received.Taken(version, false);
    }

    /** An agency of a township reports as what its code begins with. */
    private boolean mayReport(String source, RegistrationKind kind) {
        return reports.sources(LocalDate.now(clock)).stream()
                .filter(s -> s.code().endsWith("-") ? source.startsWith(s.code()) : source.equals(s.code()))
                .anyMatch(s -> s.kinds().contains(kind));
    }

    private Received returned(Actor by, List<Refusal> refusals) {
        audit.record(Act.refused(
                by,
                ACTION,
                null,
                refusals.stream()
                        .map(Refusal::code)
                        .reduce((a, b) -> a + " " + b)
                        .orElse("")));
        return new Received.Returned(refusals);
    }

    private void said(String source, String number, Report.Facts facts, Actor by, String detail) {
        audit.record(new Act(
                by, ACTION, source + "/" + number, facts.party(), Act.Outcome.DONE, facts.kind() + " " + detail));
    }

    @Override
    public Loaded take(String source, String fileName, byte[] content, Actor clerk) {
        ReportLines.File file = ReportLines.of(content);
        List<Refusal> refusals = new ArrayList<>(file.refusals());
        if (sources().stream().noneMatch(s -> s.code().equals(source))) {
            refusals.add(Refusal.of(
                    "source", source.isEmpty() ? "intake.file.source.missing" : "intake.file.source.unknown"));
        }
        if (!refusals.isEmpty()) {
            transaction.executeWithoutResult(tx -> audit.record(Act.refused(
                    clerk, "intake.file.take", null, refusals.getFirst().code())));
            return new Loaded.Unreadable(refusals);
        }
        int taken = 0;
        int again = 0;
        List<BrokenLine> broken = new ArrayList<>();
        for (ReportLines.Line line : file.lines()) {
            switch (line(source, line, clerk)) {
                case Received.Taken report -> {
                    taken += report.again() ? 0 : 1;
                    again += report.again() ? 1 : 0;
                }
                case Received.Returned(var why) -> broken.add(new BrokenLine(line.no(), line.text(), why));
            }
        }
        String name = Text.length(fileName) > LONGEST_NAME ? "" : fileName;
        return kept(
                new LoadedFile(
                        UUID.randomUUID(), name, source, Instant.now(clock), file.header(), taken, again, broken),
                clerk);
    }

    private Received line(String source, ReportLines.Line line, Actor clerk) {
        Optional<Map<String, String>> values = line.values();
        if (values.isEmpty()) {
            return new Received.Returned(List.of(Refusal.of("", "intake.report.lineUnreadable")));
        }
        Received received = transaction.execute(tx -> receive(source, line.number(), values.get(), clerk));
        return java.util.Objects.requireNonNull(received);
    }

    private Loaded kept(LoadedFile file, Actor clerk) {
        transaction.executeWithoutResult(tx -> {
            reports.add(file, clerk, office(clerk));
            audit.record(new Act(
                    clerk,
                    "intake.file.take",
                    file.id().toString(),
                    null,
                    Act.Outcome.DONE,
                    "taken=%d again=%d broken=%d"
                            .formatted(file.taken(), file.again(), file.broken().size())));
        });
        return new Loaded.Taken(file.id());
    }

    @Override
    @Transactional
    public Optional<LoadedFile> file(UUID id, Actor clerk) {
        audit.record(Act.done(clerk, "intake.file.read", id.toString(), null));
        return discretion.visible(reports.file(id, office(clerk)).stream().toList(), clerk).stream()
                .findFirst();
    }

    @Override
    @Transactional
    public List<LoadedFile> files(Actor clerk, int limit) {
        audit.record(Act.done(clerk, "intake.file.list", null, null));
        return discretion.visible(reports.files(office(clerk), limit), clerk);
    }

    @Override
    public List<Source> sources() {
        return reports.sources(LocalDate.now(clock));
    }

    private static String office(Actor clerk) {
        OfficeCode office = clerk.office();
        return office == null ? "" : office.value();
    }
}
