package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.RocDate;

/**
 * 統一編號更正、變更登記 (國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 §5–6-1): a number that is wrong, that two bear, or that a
 * reason of the ministry lets go gives way to another one, picked by the person or given by the office. Nothing else of
 * anybody changes; by the old number the person is found for ever.
 */
final class IdNumberChange implements Type {

    private static final String DUPLICATE = "numberGround=DUPLICATE";
    private static final String RESIDENT = "RESIDENT";

    /** What was wrong is corrected whoever bears it; who is wanted is barred from changing only (§6-1). */
    private static final Set<String> CORRECTIONS = Set.of("SEX_DIGIT", RESIDENT);

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.ID_NUMBER,
                List.of("SELF", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.eventDate(false),
                        Fields.choice(
                                "numberGround",
                                List.of(
                                        "DUPLICATE",
                                        "SEX_DIGIT",
                                        "MISUSED",
                                        "WAS_DUPLICATE",
                                        "FOURS",
                                        "OTHER",
                                        RESIDENT)),
                        Fields.required("otherBearer", RegistrationType.Kind.TEXT)
                                .when(DUPLICATE),
                        Fields.choice("duplicateSide", List.of("VOLUNTARY", "LATER", "YOUNGER", "OTHER_BARRED"))
                                .when(DUPLICATE),
                        Fields.optional("ownAssignedOn", RegistrationType.Kind.DATE)
                                .when("duplicateSide=LATER"),
                        Fields.optional("otherAssignedOn", RegistrationType.Kind.DATE)
                                .when("duplicateSide=LATER"),
                        Fields.optional("otherBirthDate", RegistrationType.Kind.DATE)
                                .when("duplicateSide=YOUNGER"),
                        Fields.required("numberReason", RegistrationType.Kind.TEXT)
                                .when("numberGround=OTHER"),
                        Fields.optional("newNumber", RegistrationType.Kind.TEXT),
                        new RegistrationType.Field(
                                "numberBar",
                                RegistrationType.Kind.CHOICE,
                                false,
                                List.of("CLEAR", "WANTED", "SENTENCED", "NO_EXIT"),
                                null),
                        Fields.optional("sentenceServedOn", RegistrationType.Kind.DATE)
                                .when("numberBar=SENTENCED")),
                List.of(
                        Fields.required("ID_CARD"),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false),
                        Fields.paper("DUPLICATE_PROOF", false),
                        Fields.paper("MISUSE_RULING", false),
                        Fields.paper("REASON_PROOF", false),
                        Fields.paper("RESIDENCE_PERMIT", false)));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        String ground = c.typed().text("numberGround");
        c.refuseBeforeLastChangeOf(c.party());
        ground(c, ground);
        if (!CORRECTIONS.contains(ground)) {
            barred(c, ground);
        }
        Optional<NationalId> picked = picked(c, ground);
        return () -> renumber(c, ground, picked);
    }

    private static void ground(Case c, String ground) {
        PersonFacts party = c.partyFacts();
        switch (ground) {
            case "DUPLICATE" -> {
                c.requirePaper("DUPLICATE_PROOF");
                side(c);
            }
            case "SEX_DIGIT" -> {
                if (party.nationalId().sex() == party.sex()) {
                    c.refuse("numberGround", "registry.numberGround.sexDigitRight");
                }
            }
            case "MISUSED" -> c.requirePaper("MISUSE_RULING");
            case "FOURS" -> {
                if (!hasFours(party.nationalId().value())) {
                    c.refuse("numberGround", "registry.numberGround.noFours");
                }
            }
            case RESIDENT -> {
                c.requirePaper("RESIDENCE_PERMIT");
                if (!party.nationalId().isOldForm()) {
                    c.refuse("numberGround", "registry.numberGround.notOldForm");
                }
            }
            default -> c.requirePaper("REASON_PROOF");
        }
    }

    /** 內政部107年9月14日台內戶字第10712011041號函: the last digit is a 4, or three of the third to the eighth are. */
    private static boolean hasFours(String number) {
        return number.endsWith("4")
                || number.substring(2, 8).chars().filter(digit -> digit == '4').count() >= 3;
    }

    /** Who of the two gets another number: who is willing, else whose was given later, else who was born later (§6). */
    private static void side(Case c) {
        switch (c.typed().text("duplicateSide")) {
            case "LATER" -> {
                Optional<LocalDate> own = asked(c, "ownAssignedOn", "registry.ownAssignedOn.missing");
                Optional<LocalDate> other = asked(c, "otherAssignedOn", "registry.otherAssignedOn.missing");
                if (own.isPresent() && other.isPresent() && !own.get().isAfter(other.get())) {
                    c.refuse("ownAssignedOn", "registry.ownAssignedOn.notLater", RocDate.format(other.get()));
                }
            }
            case "YOUNGER" ->
                asked(c, "otherBirthDate", "registry.otherBirthDate.missing")
                        .filter(born -> !c.partyFacts().birthDate().isAfter(born))
                        .ifPresent(born ->
                                c.refuse("otherBirthDate", "registry.otherBirthDate.notOlder", RocDate.format(born)));
            default -> {}
        }
    }

    private static Optional<LocalDate> asked(Case c, String field, String missing) {
        if (c.typed().text(field).isEmpty()) {
            c.refuse(field, missing);
        }
        return c.typed().date(field);
    }

    private static void barred(Case c, String ground) {
        String answer = c.typed().text("numberBar");
        int responsible = c.rules().value("idNumber.criminalAge", c.today());
        if (answer.isEmpty() && c.partyFacts().ageOn(c.today()) >= responsible) {
            c.refuse("numberBar", "registry.numberBar.missing", String.valueOf(responsible));
        } else if (!answer.isEmpty() && !answer.equals("CLEAR") && !isOver(c, answer)) {
            c.refuse(
                    "numberBar",
                    ground.equals("DUPLICATE") ? "registry.numberBar.otherSide" : "registry.numberBar.barred",
                    String.valueOf(c.rules().value("idNumber.barredYears", c.today())));
        }
    }

    /** Some years after a sentence was served the bar ends. */
    private static boolean isOver(Case c, String bar) {
        int years = c.rules().value("idNumber.barredYears", c.today());
        return bar.equals("SENTENCED")
                && c.typed()
                        .date("sentenceServedOn")
                        .filter(served -> !served.plusYears(years).isAfter(c.today()))
                        .isPresent();
    }

    /** Empty where the office gives the next one, or after a refusal. */
    private static Optional<NationalId> picked(Case c, String ground) {
        String typed = c.typed().text("newNumber");
        boolean resident = ground.equals(RESIDENT);
        if (typed.isEmpty()) {
            if (resident) {
                c.refuse("newNumber", "registry.newNumber.missing");
            }
            return Optional.empty();
        }
        Optional<NationalId> number = NationalId.parse(typed);
        if (number.isEmpty()) {
            c.refuse("newNumber", "registry.nationalId.invalid");
        }
        number.ifPresent(n -> {
            char letter =
                    RunningNumbers.letter(c.ledger().householdOf(c.party()).address());
            if (n.equals(c.partyFacts().nationalId())) {
                c.refuse("newNumber", "registry.newNumber.same");
            } else if (n.isOldForm() || n.isResident() != resident) {
                c.refuse("newNumber", resident ? "registry.newNumber.notResident" : "registry.newNumber.resident");
            } else if (n.sex() != c.partyFacts().sex()) {
                c.refuse("newNumber", "registry.newNumber.sex");
            } else if (!resident && n.value().charAt(0) != letter) {
                c.refuse("newNumber", "registry.newNumber.letter", String.valueOf(letter));
            } else if (c.isTaken(n)) {
                c.refuse("newNumber", "registry.newNumber.taken");
            }
        });
        return number;
    }

    private static void renumber(Case c, String ground, Optional<NationalId> picked) {
        PersonFacts before = c.partyFacts();
        Address domicile = c.ledger().householdOf(c.party()).address();
        NationalId number = picked.orElseGet(() -> c.newcomers().number(domicile, before.sex()));
        c.ledger().changePerson(c.party(), c.eventDate(), p -> p.withNumber(number));
        c.annotate(
                c.party(),
                "ID_NUMBER_" + ground,
                Map.of(
                        "oldNumber",
                        before.nationalId().value(),
                        "reason",
                        c.typed().text("numberReason")));
        c.consequence("registry.consequence.newNumber", number.value());
    }
}
