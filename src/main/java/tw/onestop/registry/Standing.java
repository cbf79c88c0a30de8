package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Text;

/** 申請資格: who may file a form, and with what mandate (戶籍法 §45–47). */
final class Standing {

    private static final Pattern PHONE = Pattern.compile("[+0-9()#\\- ]{6,24}");
    private static final int LONGEST_NAME = 50;

    private final Case c;
    private final RegistrationForm.Applicant applicant;

    Standing(Case c) {
        this.c = c;
        this.applicant = c.form().applicant();
    }

    /**
     * @param allowed codes of who may apply
     * @param inPerson whether an agent needs the office's approval (戶籍法 §47)
     */
    void check(List<String> allowed, boolean inPerson) {
        if (c.exOfficio()) {
            office();
            return;
        }
        Optional<NationalId> number = number(applicant.nationalId(), "applicant.nationalId", "registry.applicant");
        name(applicant.name(), "applicant.name", "registry.applicant");
        if (!applicant.phone().isBlank()
                && !PHONE.matcher(Text.halfWidth(applicant.phone())).matches()) {
            c.refuse("applicant.phone", "registry.applicant.phone.invalid");
        }
        if (applicant.relation().isBlank()) {
            c.refuse("applicant.relation", "registry.applicant.relation.missing");
        } else if (!allowed.contains(applicant.relation())) {
            c.refuse("applicant.relation", "registry.applicant.relation.notAllowed");
        } else if (number.isPresent()) {
            standing(number.get(), allowed);
        }
        RegistrationForm.Mandate mandate = applicant.mandate();
        if (mandate != null) {
            mandate(mandate, number.orElse(null));
            if (inPerson && c.typed().text("mandateApproved").isEmpty()) {
                c.refuse("mandateApproved", "registry.mandateApproved.missing");
            }
        }
    }

    /** By law, not by anybody's application; whether it was demanded first is whose to know who sent the demand. */
    private void office() {
        if (c.rules().exOfficio(c.form().kind(), c.today()).isEmpty()) {
            c.refuse("applicant.relation", "registry.applicant.notExOfficio");
        }
    }

    private void standing(NationalId number, List<String> allowed) {
        Optional<PersonId> registered = c.bearer(number);
        registered.ifPresentOrElse(this::registered, () -> unregistered(number));
        PersonFacts party = c.partyFacts();
        LocalDate today = c.today();
        switch (applicant.relation()) {
            case "SELF" -> {
                if (!number.equals(party.nationalId())) {
                    c.refuse("applicant.relation", "registry.applicant.notSelf");
                } else if (allowed.contains("LEGAL_REPRESENTATIVE") && !c.isAdult(c.party(), today)) {
                    c.refuse("applicant.relation", "registry.applicant.minor", String.valueOf(c.adultAge(today)));
                }
            }
            case "BOTH" -> {
                if (!number.equals(party.nationalId())) {
                    c.refuse("applicant.relation", "registry.applicant.notSelf");
                }
            }
            case "HEAD" -> {
                PersonId head = c.ledger().householdOf(c.party()).head();
                if (!c.ledger().person(head).nationalId().equals(number)) {
                    c.refuse("applicant.relation", "registry.applicant.notHead");
                }
            }
            case "SPOUSE" -> {
                if (registered.isEmpty() || !party.spouse().is(registered.get())) {
                    c.refuse("applicant.relation", "registry.applicant.notSpouse");
                }
            }
            case "MOTHER", "FATHER" -> {
                boolean self =
                        (party.sex() == Sex.FEMALE) == applicant.relation().equals("MOTHER");
                boolean parent = self
                        ? number.equals(party.nationalId())
                        : registered.isEmpty() || party.spouse().is(registered.get());
                if (!parent) {
                    c.refuse("applicant.relation", "registry.applicant.notParent");
                }
            }
            case "ACKNOWLEDGER" -> {
                if (c.typed().person("father").isPresent()
                        && !registered.equals(c.typed().person("father"))) {
                    c.refuse("applicant.relation", "registry.applicant.notAcknowledger");
                }
            }
            case "NEWCOMER" -> {
                if (registered.isPresent()) {
                    c.refuse("applicant.relation", "registry.applicant.notNew");
                }
            }
            case "ADOPTER" -> adopter(registered);
            case "GUARDIAN" -> carer(registered, List.of("guardian", "guardian2"));
            case "ASSISTANT" -> carer(registered, List.of("assistant", "assistant2"));
            case "PARENT" -> {
                if (registered.isPresent()
                        && !party.father().is(registered.get())
                        && !party.mother().is(registered.get())) {
                    c.refuse("applicant.relation", "registry.applicant.notAParent");
                }
            }
            case "FOSTERER", "CHILD_INSTITUTION" -> {
                // Who cares for a foundling registers it into their own household.
                if (number.equals(party.nationalId())
                        && !c.typed().text("descent").equals("FOUNDLING")) {
                    c.refuse("applicant.relation", "registry.applicant.isParty");
                }
            }
            case "LEGAL_REPRESENTATIVE" -> {
                if (number.equals(party.nationalId())) {
                    c.refuse("applicant.relation", "registry.applicant.ownRepresentative");
                } else if (registered.isEmpty()
                        || !(party.care().by(registered.get()) || party.isChildOf(registered.get()))) {
                    c.warn("applicant.relation", "registry.applicant.representativeProof");
                }
            }
            default -> {
                if (number.equals(party.nationalId())) {
                    c.refuse("applicant.relation", "registry.applicant.isParty");
                }
            }
        }
    }

    /** Who adopts now, or did. */
    private void adopter(Optional<PersonId> registered) {
        boolean named = registered.isPresent()
                && (c.partyFacts().adopted().by(registered.get())
                        || List.of("adoptiveFather", "adoptiveMother").stream()
                                .anyMatch(field -> c.typed().person(field).equals(registered)));
        if (!named) {
            c.refuse("applicant.relation", "registry.applicant.notAdopter");
        }
    }

    /** Who is to care now, or did until now. */
    private void carer(Optional<PersonId> registered, List<String> fields) {
        boolean named = registered.isPresent()
                && (c.partyFacts().care().by(registered.get())
                        || fields.stream()
                                .anyMatch(field -> c.typed().person(field).equals(registered)));
        if (!named) {
            c.refuse("applicant.relation", "registry.applicant.notCarer");
        }
    }

    private void unregistered(NationalId number) {
        if (c.isFormer(number)) {
            c.refuse("applicant.nationalId", "registry.nationalId.former");
        } else {
            c.warn("applicant.nationalId", "registry.applicant.unregistered");
        }
    }

    private void registered(PersonId id) {
        PersonFacts facts = c.ledger().person(id);
        if (!Text.fold(facts.name()).equals(Text.fold(applicant.name()))
                && !applicant.name().isBlank()) {
            c.refuse("applicant.name", "registry.applicant.name.differs");
        }
        boolean ownDeathRevoked = c.form().kind() == RegistrationKind.REVOKE && id.equals(c.party());
        if (!facts.alive() && !ownDeathRevoked) {
            c.refuse("applicant.nationalId", "registry.applicant.dead");
        }
    }

    private void mandate(RegistrationForm.Mandate mandate, @Nullable NationalId applicantNumber) {
        Optional<NationalId> agent =
                number(mandate.agentNationalId(), "mandate.agentNationalId", "registry.mandate.agent");
        name(mandate.agentName(), "mandate.agentName", "registry.mandate.agent");
        if (agent.isPresent() && agent.get().equals(applicantNumber)) {
            c.refuse("mandate.agentNationalId", "registry.mandate.agent.isApplicant");
        }
        if (mandate.date().isBlank()) {
            c.refuse("mandate.date", "registry.mandate.date.missing");
            return;
        }
        Optional<LocalDate> date = RocDate.parse(mandate.date());
        if (date.isEmpty()) {
            c.refuse("mandate.date", "registry.date.unknown");
        } else if (date.get().isAfter(c.today())) {
            c.refuse("mandate.date", "registry.mandate.date.inFuture");
        }
    }

    private Optional<NationalId> number(String typed, String field, String who) {
        if (typed.isBlank()) {
            c.refuse(field, who + ".nationalId.missing");
            return Optional.empty();
        }
        Optional<NationalId> number = NationalId.parse(typed);
        if (number.isEmpty()) {
            c.refuse(field, "registry.nationalId.invalid");
        }
        return number;
    }

    private void name(String typed, String field, String who) {
        if (typed.isBlank()) {
            c.refuse(field, who + ".name.missing");
        } else if (Text.length(typed) > LONGEST_NAME) {
            c.refuse(field, "registry.text.tooLong", String.valueOf(LONGEST_NAME));
        }
    }
}
