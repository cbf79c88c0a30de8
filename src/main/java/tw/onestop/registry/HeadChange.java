package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;

/**
 * 戶長變更登記 (戶籍法 §3, §21, §46; 施行細則 §22): another member heads the household from a day on, because they agreed, or because
 * the head is away for long; who headed it stays a member. The record so far is closed, and everybody is registered as what they
 * are to the new head.
 */
final class HeadChange implements Type {

    private static final String GROUND = "headGround";
    private static final String NEW_HEAD = "newHead";
    private static final String AGREEMENT = "AGREEMENT";

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.HEAD,
                List.of("SELF", "COHABITANT", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.choice(GROUND, List.of(AGREEMENT, "ABSENT")),
                        Fields.eventDate(true),
                        Fields.required(NEW_HEAD, RegistrationType.Kind.MEMBER),
                        Fields.lateReason()),
                List.of(
                        Fields.required("ID_CARD"),
                        Fields.required("HOUSEHOLD_CERTIFICATE"),
                        Fields.paper("HEAD_AGREEMENT", false),
                        Fields.paper("ABSENCE_PROOF", false)));
    }

    @Override
    public Optional<LocalDate> deadline(LocalDate changed, Rulebook rules) {
        return Optional.of(rules.filingLimit(changed));
    }

    @Override
    public boolean toldInWriting() {
        return true;
    }

    @Override
    public @Nullable Effect examine(Case c) {
        HouseholdNo household = c.partyHousehold();
        Spells<HouseholdRecord> records = c.ledger().households().get(household);
        if (!records.last().head().equals(c.party())
                || !c.ledger().stay(c.party()).present()) {
            c.refuse("party", "registry.party.notHead");
            return null;
        }
        boolean agreed = c.typed().text(GROUND).equals(AGREEMENT);
        c.requirePaper(agreed ? "HEAD_AGREEMENT" : "ABSENCE_PROOF");
        c.refuseBeforeLastChange(Ledger.lastChange(records));
        List<PersonId> others = c.ledger().present(household).stream()
                .filter(id -> !id.equals(c.party()))
                .toList();
        lives(c, others);
        if (others.isEmpty()) {
            c.refuse(NEW_HEAD, "registry.newHead.nobody");
            return null;
        }
        Optional<PersonId> head = new Succession(c, household).choose(others, NEW_HEAD);
        // The eldest heads a household only where nobody in it has capacity: who stays and has it goes on.
        if (agreed
                && head.filter(id -> !c.isAdult(id, c.eventDate())).isPresent()
                && c.isAdult(c.party(), c.eventDate())) {
            c.refuse(NEW_HEAD, "registry.newHead.noCapacity");
        }
        return head.<Effect>map(id -> () -> change(c, household, id, agreed)).orElse(null);
    }

    /** Who files it as living there does live there. */
    private static void lives(Case c, List<PersonId> others) {
        if (c.form().applicant().relation().equals("COHABITANT")
                && NationalId.parse(c.form().applicant().nationalId())
                        .flatMap(c::bearer)
                        .filter(others::contains)
                        .isEmpty()) {
            c.refuse("applicant.relation", "registry.applicant.notMember");
        }
    }

    private static void change(Case c, HouseholdNo household, PersonId head, boolean agreed) {
        String cause = c.rules()
                .template(agreed ? "HEAD_BY_AGREEMENT" : "HEAD_BY_ABSENCE", c.today())
                .text();
        new Succession(c, household).succeed(head, cause);
        c.annotate(
                c.party(),
                "HEAD_FORMER",
                Map.of("cause", cause, "newHead", c.ledger().person(head).name()));
    }
}
