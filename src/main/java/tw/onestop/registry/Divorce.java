package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 離婚登記 (戶籍法 §9, §34, 民法 §1049–1052-1) and 終止結婚登記 (司法院釋字第七四八號解釋施行法 §16–19): by agreement, in writing
 * with two witnesses and effective by being registered, or by a court, effective with its finality. Affinity ends (§971).
 */
final class Divorce implements Type {

    private final RegistrationKind kind;

    /**
     * @param kind {@code DIVORCE} or {@code END_748}
     */
    Divorce(RegistrationKind kind) {
        this.kind = kind;
    }

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                kind,
                List.of("BOTH", "SELF"),
                List.of(
                        Fields.choice("divorceBy", List.of("AGREEMENT", "COURT")),
                        Fields.eventDate(true),
                        Fields.required("witness1", RegistrationType.Kind.TEXT).when("divorceBy=AGREEMENT"),
                        Fields.required("witness2", RegistrationType.Kind.TEXT).when("divorceBy=AGREEMENT"),
                        Fields.optional("mandateApproved", RegistrationType.Kind.TEXT),
                        Fields.lateReason()),
                List.of(
                        Fields.required("ID_CARD"),
                        Fields.paper("DIVORCE_AGREEMENT", false),
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    /** By agreement the parties come themselves; what a court has decided an agent may bring (戶籍法 §47). */
    @Override
    public boolean inPerson(RegistrationForm form) {
        return !byCourt(form);
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate effective, Rulebook rules) {
        return Optional.of(rules.filingLimit(effective));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        PersonFacts party = c.partyFacts();
        if (party.marital() != Person.Marital.MARRIED) {
            c.refuse("party", "registry.party.notMarried");
            return null;
        }
        c.refuseBeforeLastChangeOf(c.party());
        if (byCourt(c.form())) {
            c.requireRuling();
        } else {
            byAgreement(c);
        }
        Optional<Relation.One> spouse = c.ledger().find(party.spouse());
        if (spouse.isPresent()) {
            boolean sameSex = spouse.get().facts().sex() == party.sex();
            if (sameSex != (kind == RegistrationKind.END_748)) {
                c.refuse("party", sameSex ? "registry.party.end748" : "registry.party.divorce");
            }
            c.refuseBeforeLastChangeOf(spouse.get().id());
        }
        String spouseName = String.valueOf(party.spouse().name());
        return () -> {
            part(c, c.party(), spouseName);
            spouse.filter(s -> s.facts().alive()).ifPresent(s -> part(c, s.id(), party.name()));
        };
    }

    private static void byAgreement(Case c) {
        c.requirePaper("DIVORCE_AGREEMENT");
        Marriage.witnesses(c);
        if (!c.eventDate().equals(c.today())) {
            c.refuse("eventDate", "registry.eventDate.byRegistration");
        }
        if (c.form().applicant().relation().equals("SELF")) {
            c.refuse("applicant.relation", "registry.applicant.bothNeeded");
        }
    }

    private static boolean byCourt(RegistrationForm form) {
        return form.values().getOrDefault("divorceBy", "").equals("COURT");
    }

    private void part(Case c, PersonId who, String from) {
        c.ledger().changePerson(who, c.eventDate(), PersonFacts::divorced);
        String template = kind.name() + (byCourt(c.form()) ? "_COURT" : "");
        c.annotate(who, template, Map.of("spouse", from));
    }
}
