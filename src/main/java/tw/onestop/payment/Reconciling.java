package tw.onestop.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sha256;
import tw.onestop.payment.CollectionDesk.Answer;
import tw.onestop.payment.Remittance.ToldBy;

/**
 * 日結對帳: compares a day when its file comes, and again when what it was compared with has moved; what the bank
 * took and never told of can be booked from it.
 */
@Component
class Reconciling implements ReconciliationDesk {

    private static final int SHOWN_DAYS = 62;
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final Days days;
    private final Comparisons comparisons;
    private final Slips slips;
    private final Collecting collecting;
    private final AuditDesk audit;
    private final Clock clock;

    Reconciling(Files files, Slips slips, Collecting collecting, AuditDesk audit, Clock clock) {
        this.days = files.days();
        this.comparisons = files.comparisons();
        this.slips = slips;
        this.collecting = collecting;
        this.audit = audit;
        this.clock = clock;
    }

    /** 代收檔 and what comes of them. */
    @Component("dayFiles")
    record Files(Days days, Comparisons comparisons) {}

    @Override
    @Transactional
    public List<Refusal> take(String typed, byte[] bytes, Actor by) {
        return taken(slips.collector().agency(), RocDate.parse(typed), bytes, by) instanceof Delivered.Refused refused
                ? refused.wrong()
                : List.of();
    }

    @Override
    @Transactional
    public Delivered deliver(String day, byte[] file, Actor machine) {
        if (!slips.collects(machine.agency())) {
            audit.record(Act.refused(machine, "payment.day.take", null, "noCollector"));
            return new Delivered.NoCollector();
        }
        Optional<LocalDate> on = ISO.matcher(day).matches() ? RocDate.parse(day) : Optional.empty();
        return taken(Objects.requireNonNull(machine.agency()), on, file, machine);
    }

    private Delivered taken(AgencyCode collector, Optional<LocalDate> read, byte[] bytes, Actor by) {
        if (read.isEmpty() || read.get().isAfter(LocalDate.now(clock))) {
            String code = read.isEmpty() ? "payment.day.unknown" : "payment.day.future";
            return refused(List.of(Refusal.of("day", code)), by);
        }
        if (bytes.length == 0) {
            return refused(List.of(Refusal.of("file", "payment.file.missing")), by);
        }
        LocalDate day = read.get();
        DayFile file = DayFile.read(bytes, day, clock);
        if (!file.refusals().isEmpty()) {
            return refused(file.refusals(), by);
        }
        byte[] digest = Sha256.of(bytes);
        Optional<Days.Version> before = days.newest(collector, day);
        int version = before.map(Days.Version::number).orElse(0);
        boolean same =
                before.filter(last -> Arrays.equals(last.digest(), digest)).isPresent();
        if (!same) {
            version++;
            Days.Taken taken = new Days.Taken(collector, day, version, clock.instant(), by.id());
            days.add(taken, file, digest);
            comparisons.compare(taken);
            comparisons
                    .overtaken(taken, LocalDate.now(clock).minusDays(SHOWN_DAYS))
                    .forEach(other -> {
                        comparisons.compare(other);
                        audit.record(new Act(
                                by,
                                "payment.day.compare",
                                other.day().toString(),
                                null,
                                Act.Outcome.DONE,
                                "after " + day));
                    });
        }
        audit.record(new Act(
                by,
                "payment.day.take",
                day.toString(),
                null,
                Act.Outcome.DONE,
                same ? "again" : "lines=" + file.size()));
        int open =
                days.between(collector, day, day).stream().mapToInt(Day::open).sum();
        return new Delivered.Taken(version, file.size(), file.total(), open, same);
    }

    private Delivered refused(List<Refusal> wrong, Actor by) {
        audit.record(Act.of(by, "payment.day.take", null, wrong));
        return new Delivered.Refused(wrong);
    }

    @Override
    @Transactional
    public List<Day> days(Actor reader) {
        audit.record(Act.done(reader, "payment.day.list", null, null));
        LocalDate today = LocalDate.now(clock);
        return days.between(slips.collector().agency(), today.minusDays(SHOWN_DAYS), today);
    }

    @Override
    @Transactional
    public Optional<Day> day(LocalDate day, Actor reader) {
        audit.record(Act.done(reader, "payment.day.read", day.toString(), null));
        AgencyCode collector = slips.collector().agency();
        return days.between(collector, day, day).stream()
                .findFirst()
                .map(bare -> new Day(
                        bare.day(),
                        bare.version(),
                        bare.bank(),
                        bare.ours(),
                        bare.open(),
                        days.differences(collector, day)));
    }

    @Override
    @Transactional
    public List<Refusal> settle(UUID difference, boolean book, String reason, Actor by) {
        Optional<Days.Open> open = days.lock(difference);
        Optional<Refusal> refusal = open.isEmpty()
                ? Optional.of(Refusal.of("", "payment.difference.unknown"))
                : notSettled(open.get(), book, reason, by).or(() -> book ? booked(open.get(), by) : Optional.empty());
        if (refusal.isPresent()) {
            audit.record(Act.refused(
                    by, "payment.difference.settle", null, refusal.get().code()));
            return List.of(refusal.get());
        }
        Settlement how = book ? Settlement.BOOKED : Settlement.EXPLAINED;
        days.settle(difference, how, reason.strip(), by.id(), clock.instant());
        audit.record(
                new Act(by, "payment.difference.settle", difference.toString(), null, Act.Outcome.DONE, how.name()));
        return List.of();
    }

    private static Optional<Refusal> notSettled(Days.Open open, boolean book, String reason, Actor by) {
        if (open.difference().settlement() != null) {
            return Optional.of(Refusal.of("", "payment.difference.settled"));
        }
        Optional<Refusal> unexplained = Reason.against(reason);
        if (unexplained.isPresent()) {
            return unexplained;
        }
        if (book && (open.difference().kind() != Kind.NOT_BOOKED || open.told() == null)) {
            return Optional.of(Refusal.of("", "payment.difference.notToBook"));
        }
        // Or one person alone could make a slip paid by a file of their own.
        return book && by.id().equals(open.takenBy())
                ? Optional.of(Refusal.of("", "payment.difference.samePerson"))
                : Optional.empty();
    }

    private Optional<Refusal> booked(Days.Open open, Actor by) {
        CollectionDesk.Told told = open.told();
        return told != null && collecting.book(open.collector(), told, ToldBy.DAY_FILE, by) instanceof Answer.Taken
                ? Optional.empty()
                : Optional.of(Refusal.of("", "payment.difference.toldOtherwise"));
    }
}
