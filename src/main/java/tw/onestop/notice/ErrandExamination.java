package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;

/** 申辦審查: everything that is wrong with the errands of an application at once. */
@Component
class ErrandExamination {

    /** As far as anybody inherits, and one further. */
    private static final int DEGREES = 4;

    private final RegistryDesk registry;
    private final Errands errands;
    private final Standards standards;
    private final List<AppliedFor> programmes;
    private final Clock clock;

    ErrandExamination(
            RegistryDesk registry, Errands errands, Standards standards, List<AppliedFor> programmes, Clock clock) {
        this.registry = registry;
        this.errands = errands;
        this.standards = standards;
        this.programmes = List.copyOf(programmes);
        this.clock = clock;
    }

    /** 共通要件: who may apply, and how often. */
    @Component("errandStandards")
    record Standards(Entitlement entitlement, OnceOnly once) {}

    /** 審查結果; no petitions while anything is refused. */
    record Result(List<Refusal> refusals, List<Petition> petitions) {}

    AppliedFor programme(String code) {
        return programmes.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseGet(() -> new AppliedFor.Plain(code));
    }

    /** What can be said before the registrations are made: all but what depends on them. */
    List<Refusal> beforehand(NoticeForm form, Actor reader) {
        Check check = new Check(form, LocalDate.now(clock), reader, new HashMap<>());
        List<Refusal> refusals = new ArrayList<>(twice(form));
        for (NoticeForm.Wish wish : form.wishes()) {
            Optional<Errand> errand = errands.find(wish.programme(), wish.change(), check.today());
            if (errand.isEmpty()) {
                refusals.add(notTaken(wish));
                continue;
            }
            ErrandFields fields = ErrandFields.of(errand.get(), wish);
            refusals.addAll(fields.refusals());
            if (wish.newcomerBy().isEmpty()) {
                person(wish.person(), check)
                        .map(person -> petition(errand.get(), new Found(wish, person, null, null), fields, check))
                        .ifPresent(petition -> refusals.addAll(judged(petition)));
            }
        }
        return refusals;
    }

    /** Everything, by the registrations the form names. */
    Result of(NoticeForm form, List<Registration> registrations, Actor reader) {
        Check check = new Check(form, LocalDate.now(clock), reader, new HashMap<>());
        List<Refusal> refusals = new ArrayList<>(twice(form));
        List<Petition> petitions = new ArrayList<>();
        for (NoticeForm.Wish wish : form.wishes()) {
            Optional<Errand> errand = errands.find(wish.programme(), wish.change(), check.today());
            Optional<Found> found = errand.flatMap(one -> found(one, wish, registrations, check));
            if (errand.isEmpty()) {
                refusals.add(notTaken(wish));
            } else if (found.isEmpty()) {
                refusals.add(refusal("notice.errand.noOccasion", errand.get()));
            } else {
                ErrandFields fields = ErrandFields.of(errand.get(), wish);
                Petition petition = petition(errand.get(), found.get(), fields, check);
                Petition apart = petition.keptApart(standards.once().apart(petition, programme(wish.programme())));
                refusals.addAll(fields.refusals());
                refusals.addAll(judged(apart));
                standards.once().refusal(apart).ifPresent(refusals::add);
                petitions.add(apart);
            }
        }
        return refusals.isEmpty() ? new Result(List.of(), petitions) : new Result(refusals, List.of());
    }

    private List<Refusal> judged(Petition petition) {
        AppliedFor programme = programme(petition.errand().programme());
        return Stream.concat(
                        standards.entitlement().refusals(petition, programme), programme.examine(petition).stream())
                .toList();
    }

    private static List<Refusal> twice(NoticeForm form) {
        Set<Object> seen = new HashSet<>();
        return form.wishes().stream()
                .filter(wish -> !seen.add(List.of(wish.programme(), wish.change(), wish.person())))
                .map(_ -> Refusal.of("choices", "notice.errand.twice"))
                .toList();
    }

    private static Refusal notTaken(NoticeForm.Wish wish) {
        return Refusal.of("choices", "notice.errand.notTaken", wish.programme());
    }

    private static Refusal refusal(String code, Errand errand) {
        return Refusal.of("choices", code, errand.name().zh(), errand.name().en());
    }

    /** Whom a wish is about, and the registration that is its occasion, where one is. */
    private record Found(
            NoticeForm.Wish wish,
            Person person,
            @Nullable Registration registration,
            Registration.@Nullable Affected affected) {}

    /** One form as it is checked; kin are read once for each person, however much is applied for about them. */
    private record Check(NoticeForm form, LocalDate today, Actor reader, Map<PersonId, Optional<Kindred>> kin) {}

    private Petition petition(Errand errand, Found found, ErrandFields fields, Check check) {
        return new Petition(
                errand,
                found.wish(),
                Petition.Who.of(check.form()),
                found.person(),
                found.registration(),
                found.affected(),
                errand.occasion().standing() == Errand.Standing.ANYBODY
                        ? Optional.empty()
                        : kindred(found.person(), check),
                Map.copyOf(fields.values()),
                check.today(),
                "");
    }

    private Optional<Kindred> kindred(Person person, Check check) {
        LocalDate died = person.deathDate();
        return check.kin()
                .computeIfAbsent(
                        person.id(),
                        id -> registry.kindred(id, DEGREES, died == null ? check.today() : died, check.reader()));
    }

    private Optional<Found> found(Errand errand, NoticeForm.Wish wish, List<Registration> registrations, Check check) {
        List<RegistrationId> made = check.form().registrations();
        OptionalInt newcomerBy = wish.newcomerBy();
        if (newcomerBy.isPresent()) {
            return newcomerBy.getAsInt() < made.size()
                    ? occasion(
                            errand,
                            wish,
                            registrations.stream().filter(one -> one.id().equals(made.get(newcomerBy.getAsInt()))),
                            null,
                            check)
                    : Optional.empty();
        }
        Optional<Found> beside = occasion(errand, wish, registrations.stream(), wish.person(), check);
        if (beside.isPresent() || !errand.occasion().alone()) {
            return beside;
        }
        Optional<Person> person = person(wish.person(), check).filter(errand.occasion()::fits);
        return person.flatMap(one -> errand.occasion().subject() == Errand.Subject.LIVING
                ? Optional.of(new Found(wish, one, null, null))
                : occasion(errand, wish, registry.registrationsOf(one.id(), check.reader()).stream(), one.id(), check)
                        .or(() -> Optional.of(new Found(wish, one, null, null))));
    }

    /** @param person null for whoever is new by it */
    private Optional<Found> occasion(
            Errand errand,
            NoticeForm.Wish wish,
            Stream<Registration> registrations,
            @Nullable PersonId person,
            Check check) {
        return registrations
                .filter(made -> made.revokedOn() == null)
                .sorted(Comparator.comparing(Registration::recordedAt).reversed())
                .flatMap(made -> made.affected().stream()
                        .filter(one -> person == null || one.person().equals(person))
                        .filter(one -> errand.occasion().follows(made.about(), changes(one), one.newcomer()))
                        .flatMap(one ->
                                person(one.person(), check).map(known -> new Found(wish, known, made, one)).stream()))
                .findFirst();
    }

    private Optional<Person> person(PersonId id, Check check) {
        return registry.person(id, AsOf.on(check.today()), check.reader());
    }

    private static Set<ChangeType> changes(Registration.Affected one) {
        Set<ChangeType> changes = EnumSet.noneOf(ChangeType.class);
        one.changes().keySet().forEach(name -> changes.add(ChangeType.valueOf(name)));
        return changes;
    }
}
