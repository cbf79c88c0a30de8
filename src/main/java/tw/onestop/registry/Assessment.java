package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Refusal;

/**
 * 審查結果 of a form before it is recorded.
 *
 * @param refusals what is wrong, each beside its field; empty when it can be recorded
 * @param warnings what the clerk should know but may pass
 * @param deadline last day for filing, or null where there is none
 * @param daysLate 0 when in time
 * @param suggestedFine NT$ lower and upper bound of 戶籍法 §79, null when in time
 * @param annotation the annotation that will be written, {@code ""} while refused
 * @param consequences what else will change, as message codes with arguments in {@link Refusal}'s shape
 * @param affected whose data will change and how, the party first; nobody while refused
 */
public record Assessment(
        List<Refusal> refusals,
        List<Refusal> warnings,
        @Nullable LocalDate deadline,
        int daysLate,
        @Nullable Fine suggestedFine,
        String annotation,
        List<Refusal> consequences,
        List<Registration.Affected> affected) {

    /** 罰鍰, NT$. */
    public record Fine(int from, int to) {}

    public boolean acceptable() {
        return refusals.isEmpty();
    }
}
