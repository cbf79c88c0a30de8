package tw.onestop.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/**
 * 登記: takes a sitting's forms down the {@link CommonRoad}, one after the other on the same {@link Ledger}, and writes
 * all of them or none.
 */
@Component
class Recorder {

    private static final String ACTION = "registry.registration.record";

    private final Case.Reference reference;
    private final Books books;
    private final Anchors anchors;
    private final Archive archive;
    private final Clock clock;
    private final Map<RegistrationKind, Type> types = new EnumMap<>(RegistrationKind.class);

    Recorder(Case.Reference reference, Anchors anchors, Archive archive, Clock clock) {
        this.reference = reference;
        this.books = reference.books();
        this.anchors = anchors;
        this.archive = archive;
        this.clock = clock;
        for (Type type : List.of(
                new AddressChange(),
                new MoveIn(),
                new MoveOut(),
                new Split(),
                new Merge(),
                new NameChange(),
                new BirthDateCorrection(),
                new IdNumberChange(),
                new Birthplace(),
                new Birth(),
                new Acknowledgement(),
                new Guardianship(),
                new Assistance(),
                new Custody(),
                new IndigenousStatus(),
                new Adoption(),
                new AdoptionEnd(),
                new InitialRegistration(),
                new Marriage(RegistrationKind.MARRY),
                new Divorce(RegistrationKind.DIVORCE),
                new Marriage(RegistrationKind.MARRY_748),
                new Divorce(RegistrationKind.END_748),
                new Death(),
                new DeathDeclaration(),
                new Revocation(
                        archive.registrations(), archive.revocations(), reference.books(), reference.renumberings()),
                new Annulment(),
                new Correction(new EventDateCorrection.Stores(
                        archive.registrations(), archive.revocations(), reference.books())),
                new HeadChange())) {
            types.put(type.form().kind(), type);
        }
    }

    /** 檔案: where a recording is laid down and told of. */
    @Component
    record Archive(
            Registrations registrations,
            Revocations revocations,
            Annotations annotations,
            AuditDesk audit,
            ApplicationEventPublisher events) {}

    List<RegistrationType> types() {
        return types.values().stream().map(Type::form).toList();
    }

    /** 申登期限 of a type; empty where it has none. */
    Optional<LocalDate> deadline(RegistrationKind kind, LocalDate from) {
        return Optional.ofNullable(types.get(kind)).flatMap(type -> type.deadline(from, reference.rules()));
    }

    boolean toldInWriting(RegistrationKind kind) {
        return Optional.ofNullable(types.get(kind)).filter(Type::toldInWriting).isPresent();
    }

    /** Of what is about to be begun; that the clerk keeps away is an act. */
    Optional<Refusal> abstention(Collection<PersonId> concerned, Collection<NationalId> numbers, Actor clerk) {
        Optional<Refusal> why = reference
                .abstention()
                .of(
                        clerk,
                        new Abstention.Concerned(concerned, numbers),
                        reference.marks().hiddenFrom(clerk));
        why.ifPresent(no -> archive.audit().record(Act.refused(clerk, "registry.registration.begin", null, no.code())));
        return why;
    }

    Assessment assess(RegistrationForm form, Actor clerk) {
        Assessment assessment =
                attempt(List.of(form), clerk, preview()).passed().getFirst().assessment();
        String action = "registry.registration.assess";
        archive.audit().record(Act.done(clerk, action, form.kind().name(), subject(form)));
        archive.audit()
                .record(assessment.affected().stream()
                        .filter(a -> !a.person().equals(form.party()))
                        .map(a -> Act.done(clerk, action, form.kind().name(), a.nationalId()))
                        .toList());
        return assessment;
    }

    Recording record(List<RegistrationForm> forms, Map<HouseholdNo, Long> seen, Actor clerk) {
        if (forms.isEmpty()) {
            throw new IllegalArgumentException("nothing to record");
        }
        if (forms.stream().anyMatch(form -> form.values().containsKey("address.street"))) {
            reference.renumberings().holdOff();
        }
        Map<HouseholdNo, Anchors.Anchor> locked = anchors.lock(concerned(forms, seen.keySet()));
        List<HouseholdNo> behind = anchors.behind(seen, locked);
        if (!behind.isEmpty()) {
            HouseholdNo first = behind.getFirst();
            archive.audit().record(Act.refused(clerk, ACTION, first.value(), "overtaken"));
            long version = seen.getOrDefault(first, 0L);
            Set<PersonId> hidden = reference
                    .marks()
                    .hiddenFrom(clerk.serving(forms.stream()
                            .flatMap(form -> form.readers().stream())
                            .toList()));
            return new Recording.Overtaken(first, archive.registrations().since(first, version, hidden));
        }
        Attempt attempt = attempt(forms, clerk, reference);
        Set<HouseholdNo> more = new LinkedHashSet<>(attempt.touched());
        more.removeAll(locked.keySet());
        Map<HouseholdNo, Anchors.Anchor> late = anchors.lock(more);
        if (!late.isEmpty()) {
            // Kin live elsewhere: what was read of them before the lock is read again.
            locked.putAll(late);
            attempt = attempt(forms, clerk, reference);
        }
        Map<Integer, List<Refusal>> refusals = attempt.refusals();
        if (!refusals.isEmpty()) {
            refusals.forEach((i, why) -> archive.audit()
                    .record(new Act(
                            clerk,
                            ACTION,
                            forms.get(i).kind().name(),
                            subject(forms.get(i)),
                            Act.Outcome.REFUSED,
                            why.stream().map(Refusal::code).distinct().collect(Collectors.joining(" ")))));
            return new Recording.Refused(refusals);
        }
        return write(forms, attempt, clerk, anchors.instant(locked.values()));
    }

    /** What became of the forms on one ledger, the households each touched, and the ledger before each and at the end. */
    private record Attempt(
            Ledger ledger,
            List<CommonRoad.Passed> passed,
            List<Set<HouseholdNo>> touchedByForm,
            List<Ledger.Mark> marks) {

        Set<HouseholdNo> touched() {
            return touchedByForm.stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        Map<Integer, List<Refusal>> refusals() {
            Map<Integer, List<Refusal>> refusals = new LinkedHashMap<>();
            for (int i = 0; i < passed.size(); i++) {
                if (!passed.get(i).assessment().acceptable()) {
                    refusals.put(i, passed.get(i).assessment().refusals());
                }
            }
            return refusals;
        }
    }

    private Attempt attempt(List<RegistrationForm> forms, Actor clerk, Case.Reference with) {
        Ledger ledger = new Ledger(books, LocalDate.now(clock));
        LocalDate today = LocalDate.now(clock);
        List<CommonRoad.Passed> passed = new ArrayList<>();
        List<Set<HouseholdNo>> touched = new ArrayList<>();
        List<Ledger.Mark> marks = new ArrayList<>(List.of(ledger.mark()));
        Map<Actor, Set<PersonId>> hiddenFrom = new HashMap<>();
        for (RegistrationForm form : forms) {
            Type type = types.get(form.kind());
            if (type == null) {
                throw new IllegalStateException("no rules for " + form.kind());
            }
            // The forms of a sitting are mostly for the same people.
            Set<PersonId> hidden = hiddenFrom.computeIfAbsent(
                    clerk.serving(form.readers()), reader -> with.marks().hiddenFrom(reader));
            passed.add(new CommonRoad(type, new Case(form, clerk, today, ledger, with, hidden)).walk(marks.getLast()));
            touched.add(ledger.touchedSince(marks.getLast()));
            marks.add(ledger.mark());
        }
        return new Attempt(ledger, passed, touched, marks);
    }

    private Recording write(List<RegistrationForm> forms, Attempt attempt, Actor clerk, Instant begin) {
        OfficeCode office = clerk.office();
        if (office == null) {
            throw new IllegalStateException("only an office registers");
        }
        LocalDate today = LocalDate.now(clock);
        List<RegistrationId> ids = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            RegistrationForm form = forms.get(i);
            CommonRoad.Passed passed = attempt.passed().get(i);
            Instant at = begin.plus(i, ChronoUnit.MICROS);
            attempt.ledger().write(attempt.marks().get(i), attempt.marks().get(i + 1), at);
            RegistrationId id = archive.registrations()
                    .write(
                            new Registrations.Entry(
                                    form,
                                    passed.eventDate(),
                                    today,
                                    passed.assessment().daysLate(),
                                    passed.affected()),
                            clerk,
                            office,
                            at);
            archive.annotations().write(id, form.kind(), passed.annotations(), at);
            archive.revocations().link(form, id);
            for (HouseholdNo household : attempt.touchedByForm().get(i)) {
                archive.registrations().touch(id, household, anchors.advance(household, at));
            }
            archive.audit()
                    .record(passed.affected().stream()
                            .map(a -> Act.done(clerk, ACTION, String.valueOf(id.value()), a.nationalId()))
                            .toList());
            ids.add(id);
        }
        for (int i = 0; i < ids.size(); i++) {
            archive.events()
                    .publishEvent(
                            new RegistrationRecorded(ids.get(i), forms.get(i).kind(), clerk.alone()));
        }
        return new Recording.Recorded(List.copyOf(ids));
    }

    /** Households that will be concerned, as far as can be known before the lock: also of kin whose records follow. */
    private Set<HouseholdNo> concerned(List<RegistrationForm> forms, Set<HouseholdNo> seen) {
        Set<HouseholdNo> concerned = new LinkedHashSet<>(seen);
        Set<PersonId> people = new LinkedHashSet<>();
        for (RegistrationForm form : forms) {
            people.add(form.party());
            people.addAll(books.children(form.party()));
        }
        books.persons().histories(people).values().forEach(person -> {
            PersonId spouse = person.last().spouse().id();
            if (spouse != null) {
                people.add(spouse);
            }
        });
        books.stays()
                .histories(people)
                .values()
                .forEach(stays -> concerned.add(stays.last().household()));
        forms.forEach(f ->
                HouseholdNo.parse(f.values().getOrDefault("joinHousehold", "")).ifPresent(concerned::add));
        return concerned;
    }

    private @org.jspecify.annotations.Nullable NationalId subject(RegistrationForm form) {
        Spells<PersonFacts> party =
                books.persons().histories(List.of(form.party())).get(form.party());
        return party == null ? null : party.last().nationalId();
    }

    /** To assess uses up no number. */
    private Case.Reference preview() {
        return new Case.Reference(
                books,
                reference.rules(),
                reference.villages(),
                reference.annotations(),
                address -> new HouseholdNo("A0000000"),
                Newcomers.NOBODY_YET,
                reference.marks(),
                reference.renumberings(),
                reference.abstention());
    }
}
