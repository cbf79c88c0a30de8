package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 未成年子女權利義務行使負擔登記 (戶籍法 §13, §35; 民法 §1055, §1069-1): which of the parents, or both, decide for their child
 * after a divorce or an acknowledgement, by their agreement or by a court.
 */
final class Custody implements Type {

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.CUSTODY,
                List.of("PARENT", "SELF"),
                List.of(
                        Caring.action(),
                        Fields.choice("custodyBy", List.of("AGREEMENT", "COURT", "MAJORITY")),
                        Fields.eventDate(true),
                        Caring.carer("custodian", true),
                        Caring.carer("custodian2", false),
                        Fields.lateReason()),
                List.of(
                        Fields.paper("CUSTODY_AGREEMENT", false),
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate effective, Rulebook rules) {
        return Optional.of(rules.filingLimit(effective));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        PersonFacts child = c.partyFacts();
        boolean court = c.typed().text("custodyBy").equals("COURT");
        boolean majority = c.typed().text("custodyBy").equals("MAJORITY");
        Caring.selfEndsOnly(c);
        if (majority) {
            Caring.byMajority(c, "custodyBy");
        } else if (court) {
            c.requireRuling();
        } else {
            c.requirePaper("CUSTODY_AGREEMENT");
        }
        if (!majority && c.isAdult(c.party(), c.eventDate())) {
            c.refuse("party", "registry.party.adult");
        }
        for (String field : List.of("custodian", "custodian2")) {
            c.typed()
                    .person(field)
                    .filter(person -> !court
                            && !child.father().is(person)
                            && !child.mother().is(person))
                    .ifPresent(stranger -> c.refuse(field, "registry.care.notParent"));
        }
        return new Caring(c, Care.Kind.CUSTODY).examine(List.of("custodian", "custodian2"));
    }
}
