package tw.onestop.notice;

import java.util.List;
import java.util.Map;
import tw.onestop.kernel.Refusal;

/**
 * 申辦業務, a programme that a citizen applies for, beside registrations or alone. What it asks are rows ({@link Errand}); an
 * implementation holds the rules and the derived values that no row can say. One without any is a row alone ({@link Plain}).
 */
non-sealed interface AppliedFor extends Programme {

    /** What is wrong beyond what each field, the papers and the standing of who applies say by themselves. */
    default List<Refusal> examine(Petition petition) {
        return List.of();
    }

    /** What the agency is told beside what was typed; only of a petition that nothing is wrong with. */
    default Map<String, String> derived(Petition petition) {
        return Map.of();
    }

    /** 一般業務: receiver, occasion, fields and payload are all there is to it. */
    record Plain(String code) implements AppliedFor {}
}
