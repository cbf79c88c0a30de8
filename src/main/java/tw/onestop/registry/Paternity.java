package tw.onestop.registry;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.PersonFacts.Relative;

/**
 * 否認子女之訴、確認親子關係不存在之訴 (民法 §1063; 戶籍法 §22, §25): by a final judgment a child is not, and never was, the child of who
 * stands as its father. The link ends from birth on; the surname stays unless the form says that it follows the mother's, which
 * holds from now on. Kin and heirs are derived from the links and follow by themselves.
 */
final class Paternity {

    static final List<String> GROUNDS = List.of("DENIED", "NO_RELATION");

    private static final String SURNAME = "paternitySurname";

    private Paternity() {}

    static CorrectedItem.@Nullable Change examine(Case c) {
        PersonFacts child = c.partyFacts();
        Relative father = child.father();
        if (!c.typed().text("proofKind").equals("COURT")) {
            c.refuse("proofKind", "registry.proofKind.judgment");
        }
        if (father.name() == null) {
            c.refuse("party", "registry.party.noFather");
            return null;
        }
        boolean mothers = c.typed().text(SURNAME).equals("MOTHER");
        if (mothers && child.mother().name() == null) {
            c.refuse(SURNAME, "registry.paternitySurname.noMother");
        }
        if (c.refused()) {
            return null;
        }
        if (father.id() != null && child.care().by(father.id())) {
            c.warn(CorrectedItem.FIELD, "registry.paternity.care", father.name());
        }
        if (child.indigenous().is()) {
            c.warn(CorrectedItem.FIELD, "registry.paternity.indigenous");
        }
        String words = c.rules()
                .template("PATERNITY_" + c.typed().text("paternityGround"), c.today())
                .text();
        return new CorrectedItem.Change(father.name(), words, () -> end(c, father, mothers));
    }

    private static void end(Case c, Relative father, boolean mothers) {
        Ledger ledger = c.ledger();
        String named = c.partyFacts().name();
        ledger.correctPerson(c.party(), p -> p.withRelatives(Relative.NONE, p.mother(), p.spouse()));
        String order = Birth.order(c, c.party());
        ledger.correctPerson(c.party(), p -> p.withBirthOrder(order));
        if (mothers) {
            new Renaming(c, c.party())
                    .takeSurname(Birth.surname(c, c.partyFacts().mother()));
        }
        Succession.relate(c, c.party());
        ledger.find(father).ifPresent(one -> {
            c.concerns(one.id());
            c.annotate(one.id(), "PATERNITY_FATHER", Map.of("child", named));
        });
    }
}
