package tw.onestop.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 更正登記 (戶籍法 §22, §25, §46; 施行細則 §15–16): an item that is wrong or missing from the day it was registered is set right
 * from that day on; what was believed stays readable as it was known. The items are {@link CorrectedItem}s; what they have in
 * common is here.
 */
final class Correction implements Type {

    private final EventDateCorrection.Stores stores;

    Correction(EventDateCorrection.Stores stores) {
        this.stores = stores;
    }

    @Override
    public RegistrationType form() {
        List<RegistrationType.Field> fields = new ArrayList<>();
        fields.add(Fields.choice(
                CorrectedItem.FIELD,
                Arrays.stream(CorrectedItem.values()).map(Enum::name).toList()));
        for (CorrectedItem item : CorrectedItem.values()) {
            fields.addAll(item.fields());
        }
        fields.addAll(List.of(Proof.kind(), Proof.date(), Fields.litigation()));
        return new RegistrationType(
                RegistrationKind.CORRECT,
                Fields.APPLICANTS_OF_CHANGES,
                List.copyOf(fields),
                List.of(
                        Fields.paper("ITEM_PROOF", false),
                        Fields.paper("ORIGINAL_DOCUMENT", false),
                        Fields.paper("COURT_RULING", false),
                        Fields.paper("FINALITY_CERTIFICATE", false),
                        Fields.paper("ID_CARD", false),
                        Fields.paper("HOUSEHOLD_CERTIFICATE", false)));
    }

    @Override
    public boolean ofTheDead() {
        return true;
    }

    @Override
    public boolean toldInWriting() {
        return true;
    }

    @Override
    public @Nullable Effect examine(Case c) {
        Proof.check(c);
        CorrectedItem item = CorrectedItem.named(c);
        if (item == CorrectedItem.PATERNITY) {
            c.requireRuling();
        } else {
            c.requirePaper(c.typed().text("proofKind").equals(Proof.OFFICE_ERROR) ? "ORIGINAL_DOCUMENT" : "ITEM_PROOF");
        }
        c.refuseWhileLitigated();
        if (item == null) {
            return null;
        }
        CorrectedItem.Change change = item.examine(c, stores);
        if (change == null) {
            return null;
        } else if (change.was().equals(change.is())) {
            c.refuse(item.field(), "registry.correctItem.same");
        }
        return () -> {
            change.effect().apply();
            String template = change.was().isEmpty() ? "CORRECT_MISSING" : "CORRECT";
            String named = change.about()
                    + c.rules().template("ITEM_" + item, c.today()).text();
            Map<String, String> words =
                    Map.of("item", named, "was", change.was(), "is", change.is(), "reason", Proof.words(c));
            c.annotate(c.party(), template, words);
            change.others().forEach(other -> c.annotate(other, template, words));
        };
    }
}
