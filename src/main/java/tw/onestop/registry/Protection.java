package tw.onestop.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 保護註記: examines what is typed of a mark and keeps the marks. */
@Component
class Protection implements MarkDesk {

    private static final String PLACE = "registry.mark.place";
    private static final String LIFT = "registry.mark.lift";
    private static final int LONGEST_TEXT = 100;

    private final ReadDoor door;
    private final ProtectiveMarks marks;
    private final Abstention abstention;
    private final AuditDesk audit;
    private final Clock clock;

    Protection(ReadDoor door, ProtectiveMarks marks, Abstention abstention, AuditDesk audit, Clock clock) {
        this.door = door;
        this.marks = marks;
        this.abstention = abstention;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Refusal> place(MarkForm form, Actor clerk) {
        List<Refusal> refusals = new ArrayList<>();
        Optional<Person> person =
                door.persons(List.of(form.person()), Moment.on(today()), clerk, "registry.person.read").stream()
                        .findFirst();
        if (person.isEmpty()) {
            return refused(PLACE, List.of(Refusal.of("", "registry.party.unknown")), clerk);
        }
        OfficeCode office = office(clerk, refusals);
        ProtectiveMark.Ground ground =
                chosen(ProtectiveMark.Ground.class, form.ground(), "ground", "registry.mark.ground.missing", refusals);
        ProtectiveMark.Scope scope =
                chosen(ProtectiveMark.Scope.class, form.scope(), "scope", "registry.mark.scope.missing", refusals);
        text(form.reference(), "reference", "registry.mark.reference.missing", refusals);
        List<NationalId> barred = barred(form.barred(), person.get(), refusals);
        LocalDate from = day(form.from(), "from", refusals).orElse(today());
        @Nullable LocalDate until = day(form.until(), "until", refusals).orElse(null);
        if (until != null && until.isBefore(from)) {
            refusals.add(Refusal.of("until", "registry.mark.until.beforeFrom", from.toString()));
        } else if (until != null && until.isBefore(today())) {
            refusals.add(Refusal.of("until", "registry.mark.until.over"));
        }
        abstention
                .of(clerk, new Abstention.Concerned(List.of(form.person()), barred), marks.hiddenFrom(clerk))
                .ifPresent(refusals::addFirst);
        if (ground == null || scope == null || office == null || !refusals.isEmpty()) {
            return refused(PLACE, refusals, clerk);
        }
        ProtectiveMark.Id id = marks.place(
                new ProtectiveMarks.Draft(
                        form.person(), scope, ground, form.reference().strip(), barred, from, until),
                clerk,
                office,
                Instant.now(clock));
        audit.record(
                Act.done(clerk, PLACE, String.valueOf(id.value()), person.get().nationalId()));
        return List.of();
    }

    @Override
    @Transactional
    public List<ProtectiveMark> marks(PersonId person, Actor reader) {
        boolean seen = !door.persons(List.of(person), Moment.on(today()), reader, "registry.mark.read")
                .isEmpty();
        return seen ? marks.of(person) : List.of();
    }

    @Override
    @Transactional
    public List<Refusal> lift(ProtectiveMark.Id mark, String reason, Actor clerk) {
        List<Refusal> refusals = new ArrayList<>();
        OfficeCode office = office(clerk, refusals);
        text(reason, "reason", "registry.mark.reason.missing", refusals);
        if (office == null || !refusals.isEmpty()) {
            return refused(LIFT, refusals, clerk);
        }
        // A mark that hides somebody from those who ask is not there, as that person is not.
        Set<PersonId> hidden = marks.hiddenFrom(clerk);
        Optional<ProtectiveMarks.Lasting> lasting =
                marks.lasting(mark).filter(found -> !hidden.contains(found.person()));
        Optional<Refusal> own = lasting.flatMap(found ->
                abstention.of(clerk, new Abstention.Concerned(List.of(found.person()), found.barred()), hidden));
        if (own.isPresent()) {
            return refused(LIFT, List.of(own.get()), clerk);
        }
        Optional<PersonId> person = lasting.flatMap(found ->
                marks.lift(mark, new ProtectiveMark.Step(Instant.now(clock), clerk.id(), office, reason.strip())));
        if (person.isEmpty()) {
            return refused(LIFT, List.of(Refusal.of("", "registry.mark.ended")), clerk);
        }
        NationalId subject =
                door.persons(List.of(person.get()), Moment.on(today()), clerk.alone(), "registry.person.read").stream()
                        .map(Person::nationalId)
                        .findFirst()
                        .orElse(null);
        audit.record(Act.done(clerk, LIFT, String.valueOf(mark.value()), subject));
        return List.of();
    }

    private List<Refusal> refused(String action, List<Refusal> refusals, Actor clerk) {
        audit.record(Act.refused(clerk, action, null, refusals.getFirst().code()));
        return List.copyOf(refusals);
    }

    private static @Nullable OfficeCode office(Actor clerk, List<Refusal> refusals) {
        if (clerk.office() == null) {
            refusals.add(Refusal.of("", "registry.office.none"));
        }
        return clerk.office();
    }

    private static <E extends Enum<E>> @Nullable E chosen(
            Class<E> choices, String typed, String field, String missing, List<Refusal> refusals) {
        for (E choice : choices.getEnumConstants()) {
            if (choice.name().equals(typed)) {
                return choice;
            }
        }
        refusals.add(Refusal.of(field, missing));
        return null;
    }

    private static void text(String typed, String field, String missing, List<Refusal> refusals) {
        if (typed.isBlank()) {
            refusals.add(Refusal.of(field, missing));
        } else if (Text.length(typed) > LONGEST_TEXT) {
            refusals.add(Refusal.of(field, "registry.text.tooLong", String.valueOf(LONGEST_TEXT)));
        }
    }

    private static List<NationalId> barred(String typed, Person person, List<Refusal> refusals) {
        List<NationalId> barred = new ArrayList<>();
        for (String number : Typed.split(typed)) {
            Optional<NationalId> read = NationalId.parse(number);
            if (read.isEmpty()) {
                refusals.add(Refusal.of("barred", "registry.mark.barred.invalid", number));
            } else if (read.get().equals(person.nationalId())) {
                refusals.add(Refusal.of("barred", "registry.mark.barred.self"));
            }
            read.ifPresent(barred::add);
        }
        if (Typed.split(typed).isEmpty()) {
            refusals.add(Refusal.of("barred", "registry.mark.barred.missing"));
        }
        return barred;
    }

    private static Optional<LocalDate> day(String typed, String field, List<Refusal> refusals) {
        Optional<LocalDate> day = RocDate.parse(typed);
        if (!typed.isBlank() && day.isEmpty()) {
            refusals.add(Refusal.of(field, "registry.date.unknown"));
        }
        return day;
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
