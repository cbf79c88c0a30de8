package tw.onestop.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sha256;
import tw.onestop.kernel.Text;
import tw.onestop.payment.CollectionDesk.Answer;
import tw.onestop.payment.Remittance.ToldBy;

/** 日結對帳: compares a day when its file comes; what the bank took and never told of can be booked from it. */
@Component
class Reconciling implements ReconciliationDesk {

    private static final int SHOWN_DAYS = 62;
    private static final int LONGEST_REASON = 200;

    private final Days days;
    private final Slips slips;
    private final Collecting collecting;
    private final AuditDesk audit;
    private final Clock clock;

    Reconciling(Days days, Slips slips, Collecting collecting, AuditDesk audit, Clock clock) {
        this.days = days;
        this.slips = slips;
        this.collecting = collecting;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Refusal> take(String typed, byte[] bytes, Actor by) {
        Optional<LocalDate> day = RocDate.parse(typed);
        if (day.isEmpty() || day.get().isAfter(LocalDate.now(clock))) {
            return refused(Refusal.of("day", day.isEmpty() ? "payment.day.unknown" : "payment.day.future"), by);
        }
        if (bytes.length == 0) {
            return refused(Refusal.of("file", "payment.file.missing"), by);
        }
        DayFile file = DayFile.read(bytes, day.get(), clock);
        if (!file.refusals().isEmpty()) {
            refused(file.refusals().getFirst(), by);
            return file.refusals();
        }
        AgencyCode collector = slips.collector().agency();
        byte[] digest = Sha256.of(bytes);
        Optional<Days.Version> before = days.newest(collector, day.get());
        boolean same = before.filter(version -> Arrays.equals(version.digest(), digest))
                .isPresent();
        if (!same) {
            int version = before.map(Days.Version::number).orElse(0) + 1;
            Days.Taken taken = new Days.Taken(collector, day.get(), version, clock.instant(), by.id());
            days.add(taken, file, digest);
            days.compare(taken);
        }
        audit.record(new Act(
                by,
                "payment.day.take",
                day.get().toString(),
                null,
                Act.Outcome.DONE,
                same ? "again" : "lines=" + file.lines().size()));
        return List.of();
    }

    private List<Refusal> refused(Refusal why, Actor by) {
        audit.record(Act.refused(by, "payment.day.take", null, why.code()));
        return List.of(why);
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
        if (reason.isBlank()) {
            return Optional.of(Refusal.of("reason", "payment.reason.missing"));
        }
        if (Text.length(reason.strip()) > LONGEST_REASON) {
            return Optional.of(Refusal.of("reason", "payment.reason.tooLong"));
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
