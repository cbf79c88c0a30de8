package tw.onestop.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fixtures: forms that are right unless a test makes them wrong. */
public final class Forms {

    private final RegistrationKind kind;
    private final PersonId party;
    private final Map<String, String> values = new LinkedHashMap<>();
    private RegistrationForm.Applicant applicant;

    private Forms(RegistrationKind kind, Person party, Person applicant, String relation) {
        this.kind = kind;
        this.party = party.id();
        this.applicant = new RegistrationForm.Applicant(
                applicant.nationalId().value(), applicant.name(), relation, "0836-22101", null);
    }

    /** The whole household moves within its township; its head files. */
    public static Forms addressChange(Person head, String eventDate, String villageCode, String street) {
        return moving(RegistrationKind.ADDR, head, eventDate)
                .with("mode", "WHOLE")
                .address(villageCode, street);
    }

    /** The whole household moves into another township; its head files. */
    public static Forms moveIn(Person head, String eventDate, String villageCode, String street) {
        return moving(RegistrationKind.MOVE_IN, head, eventDate)
                .with("mode", "WHOLE")
                .address(villageCode, street);
    }

    /** Some members move; the party files for all. */
    public static Forms partOf(RegistrationKind kind, String eventDate, Person party, Person... others) {
        StringBuilder members = new StringBuilder(String.valueOf(party.id().value()));
        for (Person other : others) {
            members.append(',').append(other.id().value());
        }
        return moving(kind, party, eventDate).with("mode", "PART").with("members", members.toString());
    }

    private static Forms moving(RegistrationKind kind, Person party, String eventDate) {
        return new Forms(kind, party, party, "SELF")
                .with("eventDate", eventDate)
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,TITLE_DEED,HEAD_CONSENT");
    }

    public static Forms nameChange(Person party, String newName) {
        return new Forms(RegistrationKind.NAME, party, party, "SELF")
                .with("reason", "SPECIAL")
                .with("newName", newName)
                .with("criminalRecord", "CLEAR")
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE");
    }

    public static Forms birthDate(Person party, String newDate) {
        return new Forms(RegistrationKind.BIRTH_DATE, party, party, "SELF")
                .with("newBirthDate", newDate)
                .with("proofKind", "COURT")
                .with("proofDate", "115/1/5")
                .with("evidence", "PROOF_DOCUMENT");
    }

    public static Forms death(Person deceased, String date, Person applicant, String relation) {
        return new Forms(RegistrationKind.DEATH, deceased, applicant, relation)
                .with("eventDate", date)
                .with("idCardReturned", "RETURNED")
                .with("evidence", "DEATH_CERTIFICATE");
    }

    public Forms with(String name, String value) {
        values.put(name, value);
        return this;
    }

    public Forms with(String name, Person person) {
        return with(name, String.valueOf(person.id().value()));
    }

    public Forms without(String name) {
        values.remove(name);
        return this;
    }

    public Forms address(String villageCode, String street) {
        return with("address.villageCode", villageCode)
                .with("address.neighbourhood", "3")
                .with("address.street", street);
    }

    public Forms by(String nationalId, String name, String relation) {
        applicant = new RegistrationForm.Applicant(nationalId, name, relation, applicant.phone(), applicant.mandate());
        return this;
    }

    public Forms by(Person person, String relation) {
        return by(person.nationalId().value(), person.name(), relation);
    }

    public Forms phone(String phone) {
        applicant = new RegistrationForm.Applicant(
                applicant.nationalId(), applicant.name(), applicant.relation(), phone, applicant.mandate());
        return this;
    }

    public Forms mandate(String agentNationalId, String agentName, String date) {
        return mandate(new RegistrationForm.Mandate(agentNationalId, agentName, date));
    }

    private Forms mandate(RegistrationForm.@Nullable Mandate mandate) {
        applicant = new RegistrationForm.Applicant(
                applicant.nationalId(), applicant.name(), applicant.relation(), applicant.phone(), mandate);
        return this;
    }

    public RegistrationForm form() {
        return new RegistrationForm(kind, party, applicant, values);
    }
}
