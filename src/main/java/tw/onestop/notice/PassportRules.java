package tw.onestop.notice;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.Confirmation.Against;
import tw.onestop.notice.Confirmation.Companion;
import tw.onestop.notice.Confirmation.Result;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.notice.PassportDesk.Needs;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RulesDesk;

/** 人別確認要件 (護照申請及核發辦法 §13): who comes along, who consents, which papers are shown. */
@Component
class PassportRules {

    private static final Set<String> CHILDRENS_PAPERS = Set.of("ID_CARD", "HOUSEHOLD_CERTIFICATE", "TRANSCRIPT");
    private static final int LONGEST_WORDS = 300;

    private final RegistryDesk registry;
    private final RulesDesk rules;

    PassportRules(RegistryDesk registry, RulesDesk rules) {
        this.registry = registry;
        this.rules = rules;
    }

    Needs needs(Person person, LocalDate today) {
        int age = age(person, today);
        return new Needs(
                age,
                filing(person, today),
                age < rules.value("passport.companionAge", today),
                age >= rules.value("passport.consentAge", today) && age < rules.value("adult.age", today));
    }

    /** Which one-stop filing is theirs: what it costs goes by age. */
    String filing(Person person, LocalDate today) {
        return age(person, today) < rules.value("passport.childFeeAge", today) ? "filing-child" : "filing";
    }

    boolean isMinor(Person person, LocalDate today) {
        return age(person, today) < rules.value("adult.age", today);
    }

    private static int age(Person person, LocalDate today) {
        return Period.between(person.birthDate(), today).getYears();
    }

    LocalDate validUntil(LocalDate on) {
        return on.plusMonths(rules.value("passport.validMonths", on));
    }

    /** 資格: who is not registered here at present has no domicile to go by. */
    Optional<Refusal> barred(Person person) {
        return switch (person.status()) {
            case PRESENT -> Optional.empty();
            case ABROAD -> Optional.of(Refusal.of("", "notice.passport.abroad"));
            case DEAD, DECLARED_DEAD, REVOKED, ANNULLED -> Optional.of(Refusal.of("", "notice.passport.noDomicile"));
        };
    }

    /** 審查結果. */
    record Judged(List<Refusal> refusals, Companion companion) {}

    Judged judge(Finding typed, Person person, boolean photographed, LocalDate today, Actor clerk) {
        Needs needs = needs(person, today);
        List<Refusal> wrong = new ArrayList<>();
        barred(person).ifPresent(wrong::add);
        if (typed.former().equals("YES")) {
            wrong.add(Refusal.of("former", "notice.passport.former"));
        } else if (!typed.former().equals("NO")) {
            wrong.add(Refusal.of("former", "notice.passport.former.missing"));
        }
        if (needs.companion()
                ? typed.papers().stream().noneMatch(CHILDRENS_PAPERS::contains)
                : !typed.papers().contains("ID_CARD")) {
            wrong.add(Refusal.of(
                    "papers", needs.companion() ? "notice.passport.papers.child" : "notice.passport.papers.missing"));
        }
        Companion companion = needs.companion() ? companion(typed, person, today, clerk, wrong) : Companion.NONE;
        if (needs.consent()) {
            consent(typed, wrong);
        }
        compared(typed, photographed, wrong);
        return new Judged(wrong, companion);
    }

    private Companion companion(Finding typed, Person person, LocalDate today, Actor clerk, List<Refusal> wrong) {
        Optional<NationalId> number = NationalId.parse(typed.companionNumber());
        String name = typed.companionName().strip();
        if (number.isEmpty()) {
            wrong.add(Refusal.of("companionNumber", "notice.passport.companion.number"));
        }
        if (name.isEmpty() || Text.length(name) > LONGEST_WORDS) {
            wrong.add(Refusal.of("companionName", "notice.passport.companion.name"));
        }
        if (number.isEmpty() || name.isEmpty()) {
            return Companion.NONE;
        }
        if (number.get().equals(person.nationalId())) {
            wrong.add(Refusal.of("companionNumber", "notice.passport.companion.self"));
            return Companion.NONE;
        }
        Optional<Companion> known = byRegister(number.get(), name, person, today, clerk, wrong);
        if (known.isEmpty() && !typed.proof().equals("yes") && wrong.stream().noneMatch(PassportRules::ofTheName)) {
            wrong.add(Refusal.of(
                    "companionNumber",
                    "notice.passport.companion.unrelated",
                    String.valueOf(rules.value("passport.companionDegrees", today))));
        }
        return known.orElse(Companion.BY_DOCUMENT);
    }

    private static boolean ofTheName(Refusal refusal) {
        return refusal.code().equals("notice.passport.companion.differs");
    }

    private Optional<Companion> byRegister(
            NationalId number, String name, Person person, LocalDate today, Actor clerk, List<Refusal> wrong) {
        Optional<Person> registered = registry.person(number, AsOf.on(today), clerk);
        if (registered.isPresent() && !same(registered.get().name(), name)) {
            wrong.add(Refusal.of("companionName", "notice.passport.companion.differs"));
            return Optional.empty();
        }
        if (registered.isPresent()
                && person.care().equals("GUARD")
                && person.carers().stream().anyMatch(carer -> same(carer, name))) {
            return Optional.of(Companion.GUARDIAN);
        }
        return registry.kindred(person.id(), Kindred.FARTHEST, today, clerk).stream()
                .flatMap(kin -> kin.relatives().stream())
                .filter(kin -> kin.sort() == Kindred.Sort.BLOOD
                        && kin.person().nationalId().equals(number))
                .flatMap(kin -> near(kin, person, today).stream())
                .findFirst();
    }

    private Optional<Companion> near(Kindred.Relative kin, Person person, LocalDate today) {
        if (kin.lineal()) {
            return kin.person().birthDate().isBefore(person.birthDate())
                    ? Optional.of(kin.degree() == 1 ? Companion.PARENT : Companion.ASCENDANT)
                    : Optional.empty();
        }
        return kin.degree() <= rules.value("passport.companionDegrees", today)
                ? Optional.of(Companion.COLLATERAL)
                : Optional.empty();
    }

    private static void consent(Finding typed, List<Refusal> wrong) {
        if (!typed.consent().equals("yes")) {
            wrong.add(Refusal.of("consent", "notice.passport.consent.missing"));
        }
        if (NationalId.parse(typed.representative()).isEmpty()) {
            wrong.add(Refusal.of("representative", "notice.passport.representative.number"));
        }
        String name = typed.representativeName().strip();
        if (name.isEmpty() || Text.length(name) > LONGEST_WORDS) {
            wrong.add(Refusal.of("representativeName", "notice.passport.representative.name"));
        }
    }

    private static void compared(Finding typed, boolean photographed, List<Refusal> wrong) {
        Optional<Against> against = Known.of(Against.values(), typed.against());
        if (against.isEmpty()) {
            wrong.add(Refusal.of("against", "notice.passport.against.missing"));
        } else if (against.get() == Against.PHOTOGRAPH
                ? !photographed
                : !typed.papers().contains(typed.against())) {
            wrong.add(Refusal.of(
                    "against",
                    against.get() == Against.PHOTOGRAPH
                            ? "notice.passport.against.noPhotograph"
                            : "notice.passport.against.notShown"));
        }
        if (!Set.of("YES", "NO").contains(typed.alike())) {
            wrong.add(Refusal.of("alike", "notice.passport.alike.missing"));
        }
        Optional<Result> result = Known.of(Result.values(), typed.result());
        if (result.isEmpty()) {
            wrong.add(Refusal.of("result", "notice.passport.result.missing"));
        } else if (result.get() == Result.CONFIRMED && typed.alike().equals("NO")) {
            wrong.add(Refusal.of("result", "notice.passport.result.notAlike"));
        } else if (result.get() != Result.CONFIRMED && typed.why().isBlank()) {
            String code = "notice.passport.why." + result.get();
            wrong.add(Refusal.of("why", code));
        }
        if (Text.length(typed.why().strip()) > LONGEST_WORDS) {
            wrong.add(Refusal.of("why", "notice.passport.why.tooLong"));
        }
    }

    private static boolean same(String one, String other) {
        return Text.fold(one).equals(Text.fold(other));
    }

    /** 代碼 as typed, or none. */
    private static final class Known {

        static <E extends Enum<E>> Optional<E> of(E[] values, String typed) {
            return List.of(values).stream()
                    .filter(value -> value.name().equals(typed))
                    .findFirst();
        }
    }
}
