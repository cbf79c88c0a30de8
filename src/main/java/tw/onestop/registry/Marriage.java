package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * 結婚登記 (戶籍法 §9, §33, 民法 §980–988) and that of two people of the same sex (司法院釋字第七四八號解釋施行法 §2–5): in
 * writing, with two witnesses, by both themselves, and effective by being registered; a marriage concluded by ceremony
 * before 23 May 2008 was effective then, and one of the two may register it. A day to come may be designated.
 */
final class Marriage implements Type {

    /** 民法 §982 as of this day: by registration, no longer by ceremony. */
    private static final LocalDate BY_REGISTRATION = LocalDate.of(2008, 5, 23);

    private final RegistrationKind kind;

    /**
     * @param kind {@code MARRY} or {@code MARRY_748}
     */
    Marriage(RegistrationKind kind) {
        this.kind = kind;
    }

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                kind,
                List.of("BOTH", "SELF"),
                List.of(
                        Fields.eventDate(true),
                        Fields.choice("partnerFrom", List.of("REGISTER", "ELSEWHERE")),
                        Fields.required("partner", RegistrationType.Kind.PERSON).when("partnerFrom=REGISTER"),
                        Fields.required("partnerName", RegistrationType.Kind.TEXT)
                                .when("partnerFrom=ELSEWHERE"),
                        Fields.required("witness1", RegistrationType.Kind.TEXT),
                        Fields.required("witness2", RegistrationType.Kind.TEXT),
                        Fields.optional("mandateApproved", RegistrationType.Kind.TEXT),
                        Fields.lateReason()),
                List.of(
                        Fields.required("MARRIAGE_DEED"),
                        Fields.required("ID_CARD"),
                        Fields.paper("SINGLE_STATUS_PROOF", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public LocalDate latest(LocalDate today, Rulebook rules) {
        return today.plusDays(rules.value("marriage.designatedDays", today));
    }

    @Override
    public boolean inPerson(RegistrationForm form) {
        return true;
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate wedding, Rulebook rules) {
        return wedding.isBefore(BY_REGISTRATION) ? Optional.of(rules.filingLimit(wedding)) : Optional.empty();
    }

    @Override
    public @Nullable Effect examine(Case c) {
        byBoth(c);
        witnesses(c);
        able(c, c.party(), "party");
        c.refuseBeforeLastChangeOf(c.party());
        if (!c.typed().text("partnerFrom").equals("REGISTER")) {
            c.requirePaper("SINGLE_STATUS_PROOF");
            String name = c.typed().text("partnerName");
            return () -> wed(c, c.party(), new PersonFacts.Relative(null, name));
        }
        PersonId partner = c.typed().person("partner").orElse(null);
        if (partner == null) {
            return null;
        }
        if (partner.equals(c.party())) {
            c.refuse("partner", "registry.partner.self");
            return null;
        }
        able(c, partner, "partner");
        c.refuseBeforeLastChangeOf(partner);
        boolean sameSex = c.partyFacts().sex() == c.ledger().person(partner).sex();
        if (sameSex != (kind == RegistrationKind.MARRY_748)) {
            c.refuse("partner", sameSex ? "registry.partner.sameSex" : "registry.partner.otherSex");
        }
        bars(c, partner);
        return () -> {
            PersonFacts party = c.partyFacts();
            wed(
                    c,
                    c.party(),
                    new PersonFacts.Relative(partner, c.ledger().person(partner).name()));
            wed(c, partner, new PersonFacts.Relative(c.party(), party.name()));
        };
    }

    private static void byBoth(Case c) {
        LocalDate on = c.eventDate();
        boolean ceremony = on.isBefore(BY_REGISTRATION);
        if (!ceremony && on.isBefore(c.today())) {
            c.refuse("eventDate", "registry.eventDate.byRegistration");
        }
        if (!ceremony && c.form().applicant().relation().equals("SELF")) {
            c.refuse("applicant.relation", "registry.applicant.bothNeeded");
        }
    }

    /** Two people, neither of them one of the couple (民法 §982). */
    static void witnesses(Case c) {
        String first = c.typed().text("witness1");
        String second = c.typed().text("witness2");
        if (!first.isEmpty() && first.equals(second)) {
            c.refuse("witness2", "registry.witness2.same");
        }
    }

    private void able(Case c, PersonId who, String field) {
        PersonFacts person = c.ledger().person(who);
        if (!person.alive()) {
            c.refuse(field, "registry.partner.dead");
        } else if (person.marital() == Person.Marital.MARRIED) {
            c.refuse(field, field.equals("party") ? "registry.party.married" : "registry.partner.married");
        }
        int age = c.rules().value("marriage.age", c.eventDate());
        if (person.ageOn(c.eventDate()) < age) {
            c.refuse(
                    field,
                    field.equals("party") ? "registry.party.tooYoung" : "registry.partner.tooYoung",
                    String.valueOf(age));
        }
    }

    /** 民法 §983, and §5 of the act for couples of the same sex: who is too near to marry. */
    private void bars(Case c, PersonId partner) {
        Kinship kinship = new Kinship(c.ledger()::facts);
        Optional<Kinship.Tie> blood = kinship.blood(c.party(), partner);
        int collateral = c.rules()
                .value(
                        kind == RegistrationKind.MARRY_748
                                ? "marriage.collateralDegrees748"
                                : "marriage.collateralDegrees",
                        c.eventDate());
        if (blood.isPresent() && blood.get().lineal()) {
            c.refuse("partner", "registry.partner.linealBlood", degree(blood.get()), path(c, blood.get()));
        } else if (blood.isPresent() && blood.get().degree() <= collateral) {
            c.refuse("partner", "registry.partner.collateralBlood", degree(blood.get()), path(c, blood.get()));
        }
        // 直系姻親 may not marry even after the affinity has ended; 旁系姻親 may.
        Optional<Kinship.Tie> ever =
                kinship.affinity(c.party(), partner, id -> c.ledger().spousesEver(id));
        if (ever.isPresent() && ever.get().lineal()) {
            c.refuse("partner", "registry.partner.linealAffinity", degree(ever.get()), path(c, ever.get()));
            return;
        }
        Optional<Kinship.Tie> now =
                kinship.affinity(c.party(), partner, id -> c.ledger().spouses(id));
        if (now.isPresent()
                && !now.get().sameGeneration()
                && now.get().degree() <= c.rules().value("marriage.affinityDegrees", c.eventDate())) {
            c.refuse("partner", "registry.partner.collateralAffinity", degree(now.get()), path(c, now.get()));
        }
    }

    private static String degree(Kinship.Tie tie) {
        return String.valueOf(tie.degree());
    }

    private static String path(Case c, Kinship.Tie tie) {
        return tie.path().stream().map(id -> c.ledger().person(id).name()).collect(Collectors.joining("－"));
    }

    private void wed(Case c, PersonId who, PersonFacts.Relative spouse) {
        c.ledger().changePerson(who, c.eventDate(), p -> p.marriedTo(spouse));
        c.annotate(who, kind.name(), Map.of("spouse", String.valueOf(spouse.name())));
    }
}
