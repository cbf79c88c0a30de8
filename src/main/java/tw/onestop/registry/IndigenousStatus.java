package tw.onestop.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 原住民身分及民族別登記 (戶籍法 §14-1, §34-1; 原住民身分法 §3–10): status and people go with the parents'; who has them may note the
 * traditional name in romanised writing beside the legal one (姓名條例 §2).
 */
final class IndigenousStatus implements Type {

    private static final String ACQUIRE = "indigAction=ACQUIRE";

    /** The peoples recognised by the Executive Yuan (行政院核定之民族). */
    static final List<String> PEOPLES = List.of(
            "AMIS",
            "ATAYAL",
            "PAIWAN",
            "BUNUN",
            "PUYUMA",
            "RUKAI",
            "TSOU",
            "SAISIYAT",
            "YAMI",
            "THAO",
            "KAVALAN",
            "TRUKU",
            "SAKIZAYA",
            "SEEDIQ",
            "HLAALUA",
            "KANAKANAVU");

    @Override
    public RegistrationType form() {
        return new RegistrationType(
                RegistrationKind.INDIG,
                List.of("SELF", "LEGAL_REPRESENTATIVE"),
                List.of(
                        Fields.choice("indigAction", List.of("ACQUIRE", "LOSE")),
                        Fields.choice("indigStatus", List.of("MOUNTAIN", "PLAIN"))
                                .when(ACQUIRE),
                        Fields.choice("people", PEOPLES).when(ACQUIRE),
                        Fields.optional("indigenousName", RegistrationType.Kind.TEXT)
                                .when(ACQUIRE)),
                List.of(
                        Fields.paper("PARENT_RECORD", false),
                        Fields.required("ID_CARD"),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public @Nullable Effect examine(Case c) {
        c.refuseBeforeLastChangeOf(c.party());
        Indigenous now = c.partyFacts().indigenous();
        if (c.typed().text("indigAction").equals("LOSE")) {
            if (!now.is()) {
                c.refuse("indigAction", "registry.indigAction.none");
            }
            return () -> {
                set(c, Indigenous.NONE);
                c.annotate(c.party(), "INDIG_LOST", Map.of());
            };
        }
        c.requirePaper("PARENT_RECORD");
        String name = c.typed().romanised("indigenousName");
        Indigenous then =
                new Indigenous(c.typed().text("indigStatus"), c.typed().text("people"), name);
        if (then.equals(now)) {
            c.refuse("indigAction", "registry.indigAction.same");
        }
        PersonFacts party = c.partyFacts();
        boolean byParent = List.of(party.father(), party.mother()).stream()
                .flatMap(parent -> c.ledger().find(parent).stream())
                .anyMatch(parent -> parent.facts().indigenous().is());
        if (!byParent) {
            c.warn("indigAction", "registry.indigAction.noParent");
        }
        return () -> {
            set(c, then);
            c.annotate(
                    c.party(),
                    now.is() ? "INDIG_CHANGED" : "INDIG",
                    Map.of(
                            "status",
                                    c.rules()
                                            .template("INDIG_" + then.status(), c.today())
                                            .text(),
                            "people",
                                    c.rules()
                                            .template("INDIG_" + then.people(), c.today())
                                            .text(),
                            "name", name.isEmpty() ? "" : "傳統名字" + name));
        };
    }

    private static void set(Case c, Indigenous indigenous) {
        c.ledger().changePerson(c.party(), c.eventDate(), p -> p.with(indigenous));
    }
}
