package tw.onestop.notice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tw.onestop.kernel.Refusal;
import tw.onestop.payment.Fee;

/**
 * 申辦業務, a programme that a citizen applies for, beside registrations or alone. What it asks are rows ({@link Errand}); an
 * implementation holds the rules and the derived values that no row can say. One without any is a row alone ({@link Plain}).
 */
non-sealed interface AppliedFor extends Programme {

    /** What is wrong beyond what each field, the papers and the standing of who applies say by themselves. */
    default List<Refusal> examine(Petition petition) {
        return List.of();
    }

    /** Whether the programme takes this applicant, whom the errand's standing alone would not. */
    default boolean admits(Petition petition) {
        return false;
    }

    /** What there may be several of for one person at a time: the number of it; {@code ""} where there is one. */
    default String apart(Petition petition) {
        return "";
    }

    /** What the agency is told beside what was typed; only of a petition that nothing is wrong with. */
    default Map<String, String> derived(Petition petition) {
        return Map.of();
    }

    /** Names of fields that its rules read and of what it derives: with another meaning, or gone, they would judge something else. */
    default Set<String> own() {
        return Set.of();
    }

    /** 規費項目, as the slip of an errand that costs something prints it. */
    default Fee fee(String change) {
        return Fee.OTHER;
    }

    /** 一般業務: receiver, occasion, fields and payload are all there is to it. */
    record Plain(String code) implements AppliedFor {}
}
