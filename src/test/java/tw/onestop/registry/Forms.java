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

    /** For a reason with evidence; the office gives the next number. */
    public static Forms idNumber(Person party, String ground) {
        return new Forms(RegistrationKind.ID_NUMBER, party, party, "SELF")
                .with("numberGround", ground)
                .with("numberReason", "與帳號混淆")
                .with("numberBar", "CLEAR")
                .with("evidence", "ID_CARD,REASON_PROOF");
    }

    public static Forms death(Person deceased, String date, Person applicant, String relation) {
        return new Forms(RegistrationKind.DEATH, deceased, applicant, relation)
                .with("eventDate", date)
                .with("idCardReturned", "RETURNED")
                .with("evidence", "DEATH_CERTIFICATE");
    }

    public static Forms declaredDead(Person missing, String presumed, String finalOn, Person petitioner) {
        return new Forms(RegistrationKind.DEATH_DECL, missing, petitioner, "PETITIONER")
                .with("eventDate", presumed)
                .with("finalOn", finalOn)
                .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
    }

    /** Both come, with a deed and two witnesses. */
    public static Forms marriage(RegistrationKind kind, Person party, Person partner, String day) {
        return new Forms(kind, party, party, "BOTH")
                .with("eventDate", day)
                .with("partnerFrom", "REGISTER")
                .with("partner", partner.nationalId().value())
                .with("witness1", "甲證人")
                .with("witness2", "乙證人")
                .with("evidence", "MARRIAGE_DEED,ID_CARD");
    }

    /** Both come, with an agreement and two witnesses. */
    public static Forms divorce(RegistrationKind kind, Person party, String day) {
        return new Forms(kind, party, party, "BOTH")
                .with("divorceBy", "AGREEMENT")
                .with("eventDate", day)
                .with("witness1", "甲證人")
                .with("witness2", "乙證人")
                .with("evidence", "DIVORCE_AGREEMENT,ID_CARD");
    }

    public static Forms split(Person party, String day, Person... others) {
        return apart(RegistrationKind.SPLIT, party, day, others)
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,SEPARATE_LIVING");
    }

    public static Forms merge(Person head, String day, String into) {
        return new Forms(RegistrationKind.MERGE, head, head, "SELF")
                .with("eventDate", day)
                .with("mode", "WHOLE")
                .with("joinHousehold", into)
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,HEAD_CONSENT");
    }

    public static Forms abroad(Person party, String day, Person... others) {
        return apart(RegistrationKind.MOVE_OUT, party, day, others)
                .with("mode", "PART")
                .with("country", "日本")
                .with("evidence", "EXIT_RECORD");
    }

    private static Forms apart(RegistrationKind kind, Person party, String day, Person... others) {
        return new Forms(kind, party, party, "SELF")
                .with("eventDate", day)
                .with("members", partOf(kind, day, party, others).values.getOrDefault("members", ""));
    }

    /** A child of married parents, filed by the party, its mother. */
    public static Forms birth(Person mother, String date, String name) {
        return new Forms(RegistrationKind.BIRTH, mother, mother, "MOTHER")
                .with("eventDate", date)
                .with("childName", name)
                .with("sex", "MALE")
                .with("descent", "IN_WEDLOCK")
                .with("surnameFrom", "FATHER")
                .with("surnameBy", "AGREEMENT")
                .with("birthPlace", "連江縣")
                .with("evidence", "BIRTH_CERTIFICATE,SURNAME_AGREEMENT");
    }

    /** By a deed; the father files. */
    public static Forms acknowledgement(Person child, Person father, String date) {
        return new Forms(RegistrationKind.ACK, child, father, "ACKNOWLEDGER")
                .with("ackBy", "DEED")
                .with("eventDate", date)
                .with("father", father.nationalId().value())
                .with("ackSurname", "KEPT")
                .with("evidence", "ACKNOWLEDGEMENT_DEED");
    }

    public static Forms guardianship(Person ward, Person guardian, String date) {
        return new Forms(RegistrationKind.GUARD, ward, guardian, "GUARDIAN")
                .with("careAction", "BEGIN")
                .with("guardBy", "COURT")
                .with("eventDate", date)
                .with("guardian", guardian.nationalId().value())
                .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
    }

    public static Forms assistance(Person assisted, Person assistant, String date) {
        return new Forms(RegistrationKind.ASSIST, assisted, assistant, "ASSISTANT")
                .with("careAction", "BEGIN")
                .with("eventDate", date)
                .with("assistant", assistant.nationalId().value())
                .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
    }

    public static Forms custody(Person child, Person parent, String date) {
        return new Forms(RegistrationKind.CUSTODY, child, parent, "PARENT")
                .with("careAction", "BEGIN")
                .with("custodyBy", "AGREEMENT")
                .with("eventDate", date)
                .with("custodian", parent.nationalId().value())
                .with("evidence", "CUSTODY_AGREEMENT");
    }

    public static Forms indigenous(Person party, String status, String people) {
        return new Forms(RegistrationKind.INDIG, party, party, "SELF")
                .with("indigAction", "ACQUIRE")
                .with("indigStatus", status)
                .with("people", people)
                .with("evidence", "PARENT_RECORD,ID_CARD");
    }

    /** By one man, who files. */
    public static Forms adoption(Person child, Person adopter, String date) {
        return new Forms(RegistrationKind.ADOPT, child, adopter, "ADOPTER")
                .with("eventDate", date)
                .with("adoptiveFather", adopter.nationalId().value())
                .with("adoptSurname", "KEPT")
                .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
    }

    public static Forms adoptionEnd(Person child, Person adopter, String date) {
        return new Forms(RegistrationKind.ADOPT_END, child, adopter, "ADOPTER")
                .with("adoptEndBy", "COURT")
                .with("eventDate", date)
                .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
    }

    /** Somebody who settles here joins the party's household; its head files. */
    public static Forms initial(Person head, String date, String name) {
        return new Forms(RegistrationKind.INIT, head, head, "HEAD")
                .with("eventDate", date)
                .with("initBy", "SETTLEMENT")
                .with("initInto", "JOIN")
                .with("newcomerName", name)
                .with("sex", "FEMALE")
                .with("birthDate", "79/6/7")
                .with("birthPlace", "越南")
                .with("evidence", "SETTLEMENT_PERMIT");
    }

    /** Somebody who settles here founds a household; they file themselves. */
    public static Forms founding(Person known, String date, String name, String villageCode, String street) {
        return initial(known, date, name)
                .by("A900000007", name, "NEWCOMER")
                .with("initInto", "OWN")
                .address(villageCode, street)
                .with("evidence", "SETTLEMENT_PERMIT,LEASE");
    }

    /** Of unknown parents, into the household of who cares for it; its head files. */
    public static Forms foundling(Person head, String date, String name) {
        return birth(head, date, name)
                .by(head, "HEAD")
                .with("descent", "FOUNDLING")
                .with("evidence", "FOUNDLING_REPORT");
    }

    /** By the office's own finding. */
    public static Forms revocation(Person party, RegistrationId registration, String date) {
        return new Forms(RegistrationKind.REVOKE, party, party, "SELF")
                .with("registration", String.valueOf(registration.value()))
                .with("revokeGround", "NEVER_WAS")
                .with("revokeBy", "OFFICE")
                .with("eventDate", date)
                .with("litigation", "NONE")
                .with("evidence", "ORIGINAL_DOCUMENT");
    }

    public static Forms annulment(Person party, String lost) {
        return new Forms(RegistrationKind.ANNUL, party, party, "SELF")
                .with("annulGround", "NATIONALITY")
                .with("eventDate", lost)
                .with("litigation", "NONE")
                .with("evidence", "NATIONALITY_LOSS");
    }

    /** Of an item whose right value one field takes; by an error of the office. */
    public static Forms correction(Person party, String item, String field, String right) {
        return new Forms(RegistrationKind.CORRECT, party, party, "SELF")
                .with("correctItem", item)
                .with(field, right)
                .with("proofKind", "OFFICE_ERROR")
                .with("proofDate", "115/1/5")
                .with("litigation", "NONE")
                .with("evidence", "ORIGINAL_DOCUMENT");
    }

    /** By a final judgment the child is not its father's. */
    public static Forms paternity(Person child, String ground, String surname) {
        return correction(child, "PATERNITY", "paternityGround", ground)
                .with("paternitySurname", surname)
                .with("proofKind", "COURT")
                .with("evidence", "COURT_RULING,FINALITY_CERTIFICATE");
    }

    /** 事件發生日期更正 of what was registered. */
    public static Forms eventDate(Person party, RegistrationId wrong, String right) {
        return correction(party, "EVENT_DATE", "rightEventDate", right)
                .with("wrongRegistration", String.valueOf(wrong.value()));
    }

    /** Both heads agreed. */
    public static Forms headChange(Person head, String day, Person newHead) {
        return new Forms(RegistrationKind.HEAD, head, head, "SELF")
                .with("headGround", "AGREEMENT")
                .with("eventDate", day)
                .with("newHead", newHead)
                .with("evidence", "ID_CARD,HOUSEHOLD_CERTIFICATE,HEAD_AGREEMENT");
    }

    public static Forms birthplace(Person party, String place) {
        return new Forms(RegistrationKind.BIRTHPLACE, party, party, "SELF")
                .with("birthPlace", place)
                .with("evidence", "BIRTHPLACE_PROOF");
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
