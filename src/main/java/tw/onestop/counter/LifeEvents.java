package tw.onestop.counter;

import static tw.onestop.registry.RegistrationKind.ACK;
import static tw.onestop.registry.RegistrationKind.ADDR;
import static tw.onestop.registry.RegistrationKind.BIRTH;
import static tw.onestop.registry.RegistrationKind.CUSTODY;
import static tw.onestop.registry.RegistrationKind.DEATH;
import static tw.onestop.registry.RegistrationKind.DEATH_DECL;
import static tw.onestop.registry.RegistrationKind.DIVORCE;
import static tw.onestop.registry.RegistrationKind.END_748;
import static tw.onestop.registry.RegistrationKind.GUARD;
import static tw.onestop.registry.RegistrationKind.INDIG;
import static tw.onestop.registry.RegistrationKind.MARRY;
import static tw.onestop.registry.RegistrationKind.MARRY_748;
import static tw.onestop.registry.RegistrationKind.MOVE_IN;
import static tw.onestop.registry.RegistrationKind.NAME;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Errand;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Offer;
import tw.onestop.registry.Household;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** 人生大事的指引: which registrations an event means for this family, in which order, and what follows from them at other agencies. */
@Component
class LifeEvents {

    private static final int OF_AGE = 18;

    private final RegistryDesk registry;
    private final NoticeDesk notices;
    private final AgencyDesk agencies;
    private final Sheets sheets;
    private final Clock clock;

    LifeEvents(RegistryDesk registry, NoticeDesk notices, AgencyDesk agencies, Sheets sheets, Clock clock) {
        this.registry = registry;
        this.notices = notices;
        this.agencies = agencies;
        this.sheets = sheets;
        this.clock = clock;
    }

    /**
     * 登記步驟.
     *
     * @param why key of the sentence that explains it, behind {@code counter.event.step.}
     * @param names whom it is about besides the person, {@code ""} for nobody
     */
    record Step(RegistrationKind kind, String why, String names) {}

    /**
     * 可代辦業務.
     *
     * @param names of the family who may apply, as the register knows them; {@code ""} for nobody
     */
    record Follows(Errand errand, Agency agency, String names) {}

    /**
     * 指引.
     *
     * @param unfit why it cannot happen to this person, behind {@code counter.event.unfit.}; {@code ""} where it can
     */
    record Guide(
            LifeEvent event,
            Person person,
            String unfit,
            List<Step> steps,
            List<Follows> errands,
            List<Offer> offers,
            List<Offer> statutory) {}

    /**
     * 家庭, as far as the guide asks.
     *
     * @param others members of the household who stay
     * @param near spouse, parents and children who are alive
     * @param minors children under age
     * @param couple the person, and the spouse who is alive
     */
    private record Family(
            Person person,
            boolean head,
            List<Person> others,
            List<Person> near,
            List<Person> minors,
            List<Person> couple) {

        boolean alike() {
            return couple.size() > 1 && couple.stream().allMatch(one -> one.sex() == person.sex());
        }
    }

    @Transactional
    Guide guide(LifeEvent event, Person person, Actor clerk) {
        String unfit = unfit(event, person, LocalDate.now(clock));
        if (!unfit.isEmpty()) {
            return new Guide(event, person, unfit, List.of(), List.of(), List.of(), List.of());
        }
        Family family = family(person, clerk);
        List<Offer> offers = notices.offers(event.kinds(), event.changes()).stream()
                .filter(offer -> offer.coverage().covers(List.of(township(person))))
                .toList();
        return new Guide(
                event,
                person,
                "",
                steps(event, family),
                follows(event, family),
                offers.stream().filter(offer -> !offer.statutory()).toList(),
                offers.stream().filter(Offer::statutory).toList());
    }

    /** What the register would refuse on every form of the event is said before one is begun. */
    private static String unfit(LifeEvent event, Person person, LocalDate today) {
        boolean married = person.marital() == Person.Marital.MARRIED;
        return switch (event) {
            case MARRIAGE ->
                married ? "married" : person.birthDate().plusYears(OF_AGE).isAfter(today) ? "young" : "";
            case DIVORCED -> married ? "" : "unmarried";
            case BIRTH, MOVING, NAMING, DEATH -> "";
        };
    }

    private static String township(Person person) {
        return person.address().full().isEmpty() ? "" : person.address().townshipCode();
    }

    private Family family(Person person, Actor clerk) {
        LocalDate today = LocalDate.now(clock);
        List<Kindred.Relative> nearest =
                registry.kindred(person.id(), 1, today, clerk).map(Kindred::relatives).orElse(List.of()).stream()
                        .filter(one -> one.sort() != Kindred.Sort.AFFINITY)
                        .filter(one -> one.person().deathDate() == null)
                        .toList();
        List<Person> near = nearest.stream().map(Kindred.Relative::person).toList();
        List<Person> couple = Stream.concat(
                        Stream.of(person),
                        nearest.stream()
                                .filter(one -> one.sort() == Kindred.Sort.SPOUSE)
                                .map(Kindred.Relative::person))
                .toList();
        Optional<Household> household = sheets.household(person, clerk);
        List<Person> others = household.stream()
                .flatMap(home -> home.members().stream())
                .filter(one -> one.status() == Person.DomicileStatus.PRESENT
                        && !one.id().equals(person.id()))
                .toList();
        boolean head = household.filter(home -> home.head().equals(person.id())).isPresent();
        List<Person> minors = near.stream()
                .filter(one -> one.birthDate().isAfter(person.birthDate())
                        && one.birthDate().plusYears(OF_AGE).isAfter(today))
                .toList();
        return new Family(person, head, others, near, minors, couple);
    }

    private static List<Step> steps(LifeEvent event, Family of) {
        List<Step> steps = new ArrayList<>();
        Person person = of.person();
        boolean minors = !of.minors().isEmpty();
        switch (event) {
            case BIRTH -> {
                steps.add(new Step(BIRTH, person.sex() == Sex.FEMALE ? "BIRTH" : "BIRTH.father", ""));
                if (person.marital() != Person.Marital.MARRIED) {
                    steps.add(new Step(ACK, "ACK", ""));
                }
                if (of.couple().stream().anyMatch(one -> !one.origin().status().isEmpty())) {
                    steps.add(new Step(INDIG, "INDIG", ""));
                }
            }
            case MARRIAGE -> {
                steps.add(new Step(MARRY, "MARRY", ""));
                steps.add(new Step(MARRY_748, "MARRY_748", ""));
                steps.add(new Step(MOVE_IN, "MOVE_IN.married", ""));
                steps.add(new Step(ADDR, "ADDR.married", ""));
                steps.add(new Step(NAME, "NAME.married", ""));
            }
            case DIVORCED -> {
                steps.add(of.alike() ? new Step(END_748, "END_748", "") : new Step(DIVORCE, "DIVORCE", ""));
                if (minors) {
                    steps.add(new Step(CUSTODY, "CUSTODY", names(of.minors())));
                }
                steps.add(new Step(MOVE_IN, "MOVE_IN.divorced", ""));
                steps.add(new Step(ADDR, "ADDR.divorced", ""));
                steps.add(new Step(NAME, "NAME.divorced", ""));
            }
            case MOVING -> {
                String how = of.others().isEmpty() ? ".alone" : "";
                steps.add(new Step(ADDR, "ADDR" + how, names(of.others())));
                steps.add(new Step(MOVE_IN, "MOVE_IN" + how, names(of.others())));
            }
            case NAMING -> steps.add(new Step(NAME, "NAME", minors ? names(of.minors()) : ""));
            case DEATH -> {
                steps.add(new Step(DEATH, died(of), of.head() ? names(of.others()) : ""));
                steps.add(new Step(DEATH_DECL, "DEATH_DECL", ""));
                List<Person> left = of.minors().stream()
                        .filter(child -> !hasOther(child, of))
                        .toList();
                if (!left.isEmpty()) {
                    steps.add(new Step(GUARD, "GUARD", names(left)));
                }
            }
        }
        return steps;
    }

    /** Whether the spouse who stays is the child's parent, and not only the husband or wife of one. */
    private static boolean hasOther(Person child, Family of) {
        return of.couple().stream()
                .filter(one -> !one.id().equals(of.person().id()))
                .map(Person::name)
                .anyMatch(name -> name.equals(child.father())
                        || name.equals(child.mother())
                        || name.equals(child.adoptiveFather())
                        || name.equals(child.adoptiveMother()));
    }

    private static String died(Family of) {
        if (of.others().isEmpty()) {
            return "DEATH.last";
        }
        return of.head() ? "DEATH.head" : "DEATH";
    }

    private List<Follows> follows(LifeEvent event, Family of) {
        boolean newcomer = event == LifeEvent.BIRTH;
        return notices.errands(LocalDate.now(clock)).stream()
                .filter(errand -> event.kinds().stream()
                        .anyMatch(kind -> errand.occasion().follows(kind, event.changes(), newcomer)))
                .map(errand -> new Follows(
                        errand, agencies.find(errand.agency()).orElseThrow(), names(applicants(errand, of))))
                .toList();
    }

    /** Who of the family may apply. */
    private static List<Person> applicants(Errand errand, Family of) {
        return switch (errand.occasion().standing()) {
            case ANYBODY -> List.of();
            case SELF -> List.of(of.person());
            case HEIR, KIN, FAMILY, PARENT ->
                errand.occasion().subject() == Errand.Subject.DEAD ? of.near() : of.couple();
        };
    }

    private static String names(List<Person> people) {
        return people.stream().map(Person::name).collect(Collectors.joining("、"));
    }
}
