package tw.onestop.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Text;

/**
 * 姓名變更登記 (戶籍法 §21; 姓名條例 §9, §12, §15): the new name goes on into the records of spouse and children.
 */
final class NameChange implements Type {

    private static final String GIVEN = "NAME_GIVEN";
    private static final String OTHER = "NAME_OTHER";
    private static final String SURNAME = "PARENTS_AGREEMENT";
    /** 回復傳統姓名 (姓名條例 §2), in Han characters or in the script of the people. */
    private static final String TRADITIONAL = "TRADITIONAL";
    /** 並列羅馬拼音 (姓名條例 §4): the name stays as it is. */
    private static final String ROMANISED = "ROMANISED";
    /** Reasons that count to the three times, with their words in the annotation. */
    private static final Map<String, String> COUNTED =
            Map.of("VULGAR", "字義粗俗不雅", "TRANSLITERATED", "音譯過長", "SPECIAL", "特殊原因");

    /** 民法 §1059: before majority the parents agree, afterwards one asks nobody. */
    private static final String BY_PARENTS = "父母約定變更從姓";

    private static final String BY_THEMSELF = "成年變更從姓";

    private static final Map<String, String> UNCOUNTED = Map.of(
            "SAME_PLACE",
            "與同服務機關或學校者姓名完全相同",
            "SAME_AS_ELDER",
            "與三親等以內直系尊親屬名字完全相同",
            "SAME_IN_COUNTY",
            "與同縣市設籍者姓名完全相同",
            "SAME_AS_WANTED",
            "與經通緝有案之人犯姓名完全相同",
            TRADITIONAL,
            "回復傳統姓名");

    private static final List<String> REASONS = List.of(
            "VULGAR",
            "TRANSLITERATED",
            "SPECIAL",
            "SAME_PLACE",
            "SAME_AS_ELDER",
            "SAME_IN_COUNTY",
            "SAME_AS_WANTED",
            SURNAME,
            TRADITIONAL,
            ROMANISED);

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.NAME,
                List.of("SELF", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.eventDate(false),
                        Fields.choice("reason", REASONS),
                        Fields.required("newName", RegistrationType.Kind.TEXT).when("reason!=" + ROMANISED),
                        Fields.optional("romanisedName", RegistrationType.Kind.TEXT),
                        new RegistrationType.Field(
                                "surnameLength",
                                RegistrationType.Kind.CHOICE,
                                false,
                                List.of("1", "2", "3", "4"),
                                "reason=" + SURNAME),
                        new RegistrationType.Field(
                                "criminalRecord",
                                RegistrationType.Kind.CHOICE,
                                false,
                                List.of("CLEAR", "BARRED"),
                                null)),
                List.of(
                        Fields.paper("ID_CARD", true),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", true),
                        Fields.paper("REASON_PROOF", false),
                        Fields.paper("PARENTS_AGREEMENT", false)));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        PersonFacts party = c.partyFacts();
        String reason = c.typed().text("reason");
        String newName = c.typed().text("newName");
        c.refuseBeforeLastChangeOf(c.party());
        String romanised = c.typed().romanised("romanisedName");
        if (reason.equals(ROMANISED)) {
            return beside(c, romanised);
        }
        boolean traditional = reason.equals(TRADITIONAL);
        boolean surname = reason.equals(SURNAME);
        int surnameLength = surname ? typedSurnameLength(c) : traditional ? 0 : party.surnameLength();
        if (!traditional || !Typed.isRomanised(newName)) {
            wellFormed(c, "newName", newName);
        }
        if (traditional && !party.indigenous().is()) {
            c.refuse("reason", "registry.reason.notIndigenous");
        }
        if (!newName.isEmpty()) {
            if (newName.equals(party.name())) {
                c.refuse("newName", "registry.newName.same");
            } else if (surname) {
                surnameOfAParent(c, newName, surnameLength);
            } else if (!traditional && !newName.startsWith(party.surname())) {
                c.refuse("newName", "registry.newName.surnameChanged", party.surname());
            }
        }
        if (COUNTED.containsKey(reason)) {
            limit(c, party);
        } else if (surname) {
            once(c);
        } else if (UNCOUNTED.containsKey(reason)) {
            c.requirePaper("REASON_PROOF");
        }
        criminalRecord(c, party);
        if (romanised.isEmpty() && !party.romanisedName().isEmpty()) {
            c.warn("romanisedName", "registry.romanisedName.dropped", party.romanisedName());
        }
        return () -> rename(c, newName, surnameLength, romanised, reason);
    }

    /** Only the romanisation is noted, beside the name that stays. */
    private static Effect beside(Case c, String romanised) {
        if (romanised.isEmpty()) {
            c.refuse("romanisedName", "registry.romanisedName.missing");
        } else if (romanised.equals(c.partyFacts().romanisedName())) {
            c.refuse("romanisedName", "registry.romanisedName.same");
        }
        if (!c.partyFacts().indigenous().is()) {
            c.warn("romanisedName", "registry.romanisedName.entitlement");
        }
        return () -> {
            c.ledger().changePerson(c.party(), c.eventDate(), p -> p.romanised(romanised));
            c.annotate(c.party(), "NAME_ROMANISED", Map.of("romanisedName", romanised));
        };
    }

    private static int typedSurnameLength(Case c) {
        String typed = c.typed().text("surnameLength");
        return typed.matches("[1-4]") ? Integer.parseInt(typed) : 1;
    }

    /** No blank and no symbol in a name (姓名條例 §3); Han characters of any plane, and those of the user area. */
    static void wellFormed(Case c, String field, String name) {
        if (name.isEmpty()) {
            return;
        }
        if (!name.codePoints()
                .allMatch(p -> Character.UnicodeScript.of(p) == Character.UnicodeScript.HAN
                        || Character.getType(p) == Character.PRIVATE_USE)) {
            c.refuse(field, "registry.newName.symbol");
        }
        int longest = c.rules().value("name.length", c.today());
        int printed = c.rules().value("name.printed", c.today());
        if (Text.length(name) < 2) {
            c.refuse(field, "registry.newName.tooShort");
        } else if (Text.length(name) > longest) {
            c.refuse(field, "registry.newName.tooLong", String.valueOf(longest));
        } else if (Text.length(name) > printed) {
            c.warn(field, "registry.newName.notPrinted", String.valueOf(printed));
        }
    }

    private static void surnameOfAParent(Case c, String newName, int surnameLength) {
        PersonFacts party = c.partyFacts();
        if (Text.length(newName) <= surnameLength) {
            c.refuse("surnameLength", "registry.surnameLength.tooLong");
            return;
        }
        int cut = newName.offsetByCodePoints(0, surnameLength);
        String given = party.name().substring(party.surname().length());
        if (!newName.substring(cut).equals(given)) {
            c.refuse("newName", "registry.newName.givenChanged", given);
        }
        String surname = newName.substring(0, cut);
        List<String> parents = Stream.of(party.father().name(), party.mother().name())
                .filter(java.util.Objects::nonNull)
                .toList();
        if (parents.isEmpty()) {
            c.warn("newName", "registry.newName.parentsUnknown");
        } else if (parents.stream().noneMatch(p -> p.startsWith(surname))) {
            c.refuse("newName", "registry.newName.notAParents");
        }
    }

    private static void limit(Case c, PersonFacts party) {
        int before = c.annotationsOf(c.party(), GIVEN, Map.of()).size();
        int most = c.rules().value("name.changes", c.today());
        int adult = c.adultAge(c.today());
        if (before >= most) {
            c.refuse("reason", "registry.reason.limit", String.valueOf(most));
        } else if (before > 0 && party.ageOn(c.today()) < adult) {
            c.refuse("reason", "registry.reason.minorSecond", String.valueOf(adult));
        }
    }

    /** Once in minority, by agreement of the parents, and once of age (民法 §1059). */
    private static void once(Case c) {
        boolean adult = c.isAdult(c.party(), c.eventDate());
        if (!adult) {
            c.requirePaper("PARENTS_AGREEMENT");
        }
        if (Stream.of(BY_PARENTS, BY_THEMSELF)
                .flatMap(why -> c.annotationsOf(c.party(), OTHER, Map.of("reason", why)).stream())
                .anyMatch(day -> c.isAdult(c.party(), day) == adult)) {
            c.refuse("reason", adult ? "registry.reason.surnameAdultSecond" : "registry.reason.surnameMinorSecond");
        }
    }

    private static void criminalRecord(Case c, PersonFacts party) {
        String answer = c.typed().text("criminalRecord");
        int age = c.rules().value("name.criminalRecordAge", c.today());
        if (answer.equals("BARRED")) {
            c.refuse("criminalRecord", "registry.criminalRecord.barred");
        } else if (answer.isEmpty() && party.ageOn(c.today()) >= age) {
            c.refuse("criminalRecord", "registry.criminalRecord.missing", String.valueOf(age));
        }
    }

    private static void rename(Case c, String newName, int surnameLength, String romanised, String reason) {
        PersonFacts before = c.partyFacts();
        if (COUNTED.containsKey(reason)) {
            String nth = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
                    .get(Math.min(c.annotationsOf(c.party(), GIVEN, Map.of()).size(), 9));
            c.annotate(
                    c.party(),
                    GIVEN,
                    Map.of("oldName", before.name(), "reason", COUNTED.getOrDefault(reason, ""), "nth", nth));
        } else {
            String own = c.isAdult(c.party(), c.eventDate()) ? BY_THEMSELF : BY_PARENTS;
            String why = reason.equals(SURNAME) ? own : UNCOUNTED.getOrDefault(reason, "");
            c.annotate(c.party(), OTHER, Map.of("oldName", before.name(), "reason", why));
        }
        c.ledger()
                .changePerson(
                        c.party(),
                        c.eventDate(),
                        p -> p.withName(newName, surnameLength).romanised(romanised));
        new Renaming(c, c.party()).goesOn(before, newName);
    }
}
