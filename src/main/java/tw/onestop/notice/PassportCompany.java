package tw.onestop.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.Confirmation.Companion;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RulesDesk;

/**
 * 陪同人及同意之法定代理人: what they are to the applicant, by the register where it knows, by a document where it does not. Guardians
 * are registered by name alone, which namesakes bear too: they show their document.
 */
@Component
class PassportCompany {

    private static final int LONGEST_NAME = 300;
    private static final String PASSPORT = "[A-Z0-9]{5,20}";

    private final RegistryDesk registry;
    private final RulesDesk rules;

    PassportCompany(RegistryDesk registry, RulesDesk rules) {
        this.registry = registry;
        this.rules = rules;
    }

    /** Whose child it is, on which day, and who asks. */
    record Asking(Person person, LocalDate today, Actor clerk) {}

    /**
     * As typed; whoever has no number here has a passport of another country.
     *
     * @param role how the fields and sentences are called: {@code companion}
     * @param field of the number
     */
    private record Named(String role, String field, String number, String name, String nationality) {

        static Named companion(Finding typed) {
            return new Named(
                    "companion",
                    "companionNumber",
                    typed.companionNumber(),
                    typed.companionName().strip(),
                    typed.companionNationality().strip());
        }

        static Named representative(Finding typed) {
            return new Named(
                    "representative",
                    "representative",
                    typed.representative(),
                    typed.representativeName().strip(),
                    typed.representativeNationality().strip());
        }

        Optional<NationalId> id() {
            return NationalId.parse(number);
        }

        Refusal refusal(String of, String code) {
            return Refusal.of(of, "notice.passport." + role + "." + code);
        }

        /** What is not well formed. */
        List<Refusal> wrong() {
            boolean foreign = id().isEmpty() && !nationality.isEmpty();
            return Stream.of(
                            foreign
                                    ? Optional.of(Refusal.of(field, "notice.passport.foreignNumber"))
                                            .filter(_ -> !foreignNumber(number).matches(PASSPORT))
                                    : Optional.of(refusal(field, "number")).filter(_ -> id().isEmpty()),
                            Optional.of(refusal(role + "Name", "name"))
                                    .filter(_ -> name.isEmpty() || Text.length(name) > LONGEST_NAME),
                            Optional.of(Refusal.of(role + "Nationality", "notice.passport.nationality.tooLong"))
                                    .filter(_ -> Text.length(nationality) > LONGEST_NAME))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /** The number as it is kept: 統一編號, or that of a foreign passport. */
    static String number(String typed) {
        return NationalId.parse(typed).map(NationalId::value).orElseGet(() -> foreignNumber(typed));
    }

    private static String foreignNumber(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    /** 陪同人, with what is wrong about them. */
    Companion companion(Finding typed, Asking asking, List<Refusal> wrong) {
        Named named = Named.companion(typed);
        Optional<Person> registered = identified(named, asking, wrong);
        if (registered.isEmpty() && !wrong.isEmpty()) {
            return Companion.NONE;
        }
        Optional<Companion> known = registered.flatMap(person -> byRegister(person, asking));
        boolean proven = typed.proof().equals("yes");
        if (known.isPresent()) {
            return known.get();
        }
        if (!proven) {
            wrong.add(Refusal.of(
                    "companionNumber",
                    "notice.passport.companion.unrelated",
                    String.valueOf(rules.value("passport.companionDegrees", asking.today()))));
            return Companion.NONE;
        }
        return registered.isPresent() && isCarer("GUARD", asking.person(), named.name())
                ? Companion.GUARDIAN
                : Companion.BY_DOCUMENT;
    }

    /** 法定代理人同意: by a parent as the register has it, or by whom a document shows to represent the child. */
    void consent(Finding typed, Asking asking, List<Refusal> wrong) {
        if (!typed.consent().equals("yes")) {
            wrong.add(Refusal.of("consent", "notice.passport.consent.missing"));
        }
        int before = wrong.size();
        Optional<Person> registered = identified(Named.representative(typed), asking, wrong);
        boolean parent = registered.filter(one -> represents(one, asking)).isPresent();
        if (wrong.size() == before && !parent && !typed.consentProof().equals("yes")) {
            wrong.add(Refusal.of("representative", "notice.passport.representative.unrelated"));
        }
    }

    /** Who is registered under the number and bears the name. */
    private Optional<Person> identified(Named named, Asking asking, List<Refusal> wrong) {
        List<Refusal> malformed = named.wrong();
        wrong.addAll(malformed);
        Optional<NationalId> number = named.id();
        if (!malformed.isEmpty() || number.isEmpty()) {
            return Optional.empty();
        }
        if (number.get().equals(asking.person().nationalId())) {
            wrong.add(named.refusal(named.field(), "self"));
            return Optional.empty();
        }
        Optional<Person> registered = registry.person(number.get(), AsOf.on(asking.today()), asking.clerk());
        if (registered.isPresent() && !same(registered.get().name(), named.name())) {
            wrong.add(named.refusal(named.role() + "Name", "differs"));
            return Optional.empty();
        }
        return registered;
    }

    private Optional<Companion> byRegister(Person companion, Asking asking) {
        return kin(companion, asking).flatMap(kin -> near(kin, asking));
    }

    private Optional<Companion> near(Kindred.Relative kin, Asking asking) {
        if (kin.lineal()) {
            return kin.isElderOf(asking.person())
                    ? Optional.of(kin.degree() == 1 ? Companion.PARENT : Companion.ASCENDANT)
                    : Optional.empty();
        }
        return kin.degree() <= rules.value("passport.companionDegrees", asking.today())
                ? Optional.of(Companion.COLLATERAL)
                : Optional.empty();
    }

    /** A parent does, unless there is a guardian, or the other parent alone has custody. */
    private boolean represents(Person parent, Asking asking) {
        Person child = asking.person();
        boolean may = switch (child.care()) {
            case "GUARD" -> false;
            case "CUSTODY" -> isCarer("CUSTODY", child, parent.name());
            default -> true;
        };
        return may && kin(parent, asking).filter(kin -> kin.isParentOf(child)).isPresent();
    }

    private Optional<Kindred.Relative> kin(Person of, Asking asking) {
        return registry.kindred(asking.person().id(), Kindred.FARTHEST, asking.today(), asking.clerk()).stream()
                .flatMap(known -> known.relatives().stream())
                .filter(kin -> kin.sort() == Kindred.Sort.BLOOD
                        && kin.person().nationalId().equals(of.nationalId()))
                .findFirst();
    }

    private static boolean isCarer(String care, Person of, String name) {
        return of.care().equals(care) && of.carers().stream().anyMatch(carer -> same(carer, name));
    }

    private static boolean same(String one, String other) {
        return Text.fold(one).equals(Text.fold(other));
    }
}
