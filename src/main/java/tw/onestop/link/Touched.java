package tw.onestop.link;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import tw.onestop.registry.RegistrationKind;

/** 受影響項目: which fields may read otherwise after a registration; rather one too many than one too few. */
final class Touched {

    private static final Set<Field> ADDRESS = EnumSet.of(
            Field.ADDRESS_FULL,
            Field.ADDRESS_VILLAGE_CODE,
            Field.ADDRESS_COUNTY,
            Field.ADDRESS_TOWNSHIP,
            Field.ADDRESS_VILLAGE);

    private Touched() {}

    /**
     * @param changes by their names in the register ({@code ADDRESS})
     */
    static Set<Field> by(RegistrationKind kind, Collection<String> changes) {
        Set<Field> touched = EnumSet.of(Field.ANNOTATIONS);
        touched.addAll(byKind(kind));
        changes.forEach(change -> touched.addAll(byChange(change)));
        return touched;
    }

    private static Set<Field> byChange(String change) {
        return switch (change) {
            case "NAME" -> EnumSet.of(Field.NAME, Field.ROMANISED_NAME);
            case "BIRTH_DATE" -> EnumSet.of(Field.BIRTH_DATE);
            case "ADDRESS" -> ADDRESS;
            case "HEAD" -> EnumSet.of(Field.RELATION_TO_HEAD, Field.HOUSEHOLD_NO);
            case "DEATH" -> EnumSet.of(Field.DEATH_DATE, Field.DOMICILE_STATUS);
            case "MARITAL" -> EnumSet.of(Field.MARITAL_STATUS, Field.SPOUSE);
            case "STATUS" -> EnumSet.of(Field.DOMICILE_STATUS);
            case "ORIGIN" -> EnumSet.of(Field.INDIGENOUS_STATUS, Field.INDIGENOUS_PEOPLE);
            default -> EnumSet.noneOf(Field.class);
        };
    }

    private static Set<Field> byKind(RegistrationKind kind) {
        return switch (kind) {
            case ADDR, MOVE_IN, MOVE_OUT, SPLIT, MERGE ->
                EnumSet.of(Field.HOUSEHOLD_NO, Field.RELATION_TO_HEAD, Field.DOMICILE_STATUS);
            case HEAD -> EnumSet.of(Field.RELATION_TO_HEAD);
            case RENUMBER, BOUNDARY -> ADDRESS;
            case NAME -> EnumSet.of(Field.NAME, Field.ROMANISED_NAME, Field.SPOUSE, Field.FATHER, Field.MOTHER);
            case BIRTH_DATE -> EnumSet.of(Field.BIRTH_DATE);
            case ID_NUMBER -> EnumSet.noneOf(Field.class);
            case DEATH, DEATH_DECL ->
                EnumSet.of(Field.DEATH_DATE, Field.DOMICILE_STATUS, Field.MARITAL_STATUS, Field.SPOUSE);
            case MARRY, MARRY_748, DIVORCE, END_748 -> EnumSet.of(Field.MARITAL_STATUS, Field.SPOUSE);
            case BIRTHPLACE -> EnumSet.of(Field.BIRTH_PLACE);
            case GUARD, ASSIST, CUSTODY -> EnumSet.of(Field.CARE);
            case INDIG -> EnumSet.of(Field.INDIGENOUS_STATUS, Field.INDIGENOUS_PEOPLE);
            case BIRTH, ACK, ADOPT, ADOPT_END, INIT, REVOKE, ANNUL, CORRECT -> EnumSet.allOf(Field.class);
        };
    }
}
