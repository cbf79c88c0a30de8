package tw.onestop.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 疑似重複: two entries of the register that may be one person.
 *
 * @param one who was entered first
 * @param reasons at least one
 * @param ruling what was found before, null while nobody has looked; a pair found different is not shown any more
 */
public record Likeness(
        Person one,
        Person other,
        List<Reason> reasons,
        @Nullable Ruling ruling) {

    /** How many pairs are shown at once, the most suspicious first. */
    public static final int SHOWN = 100;

    /** 疑似理由. */
    public enum Reason {
        /** Same folded name and birth date. */
        NAME_AND_BIRTH,
        /** Same birth date, and numbers that differ in one digit or in two transposed ones. */
        NEAR_NUMBER,
        /** Same parents, birth date and sex, and no birth order that tells them apart. */
        PARENTS_AND_BIRTH
    }

    /** 認定. */
    public enum Verdict {
        DIFFERENT,
        SAME
    }

    /**
     * 認定結果.
     *
     * @param settledBy who has to settle it where they are one person, else {@code ""}
     * @param by username
     */
    public record Ruling(Verdict verdict, String settledBy, String reason, String by, Instant at) {}

    /** 認定書, as typed; nothing in it is trusted. */
    public record Finding(PersonId one, PersonId other, String verdict, String settledBy, String reason) {}
}
