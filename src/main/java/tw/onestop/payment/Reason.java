package tw.onestop.payment;

import java.util.Optional;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 事由 as somebody typed it: why a slip is cancelled, money goes back or not, or a difference stands. */
final class Reason {

    private static final int LONGEST = 200;

    private Reason() {}

    /** What is wrong with it, beside the field {@code reason}. */
    static Optional<Refusal> against(String typed) {
        if (typed.isBlank()) {
            return Optional.of(Refusal.of("reason", "payment.reason.missing"));
        }
        return Text.length(typed.strip()) > LONGEST
                ? Optional.of(Refusal.of("reason", "payment.reason.tooLong"))
                : Optional.empty();
    }
}
