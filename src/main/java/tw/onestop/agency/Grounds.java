package tw.onestop.agency;

import java.util.ArrayList;
import java.util.List;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 依據及事由, as typed with every change that one proposes and another signs for: the text it is announced by, and why it is wanted. */
public final class Grounds {

    private static final int LONGEST = 200;

    private Grounds() {}

    /** What is wrong with them, beside the boxes {@code source} and {@code reason}. */
    public static List<Refusal> against(String source, String reason) {
        List<Refusal> wrong = new ArrayList<>();
        if (source.isBlank()) {
            wrong.add(Refusal.of("source", "receiver.missing.source"));
        } else if (Text.length(source.strip()) > LONGEST) {
            wrong.add(Refusal.of("source", "receiver.tooLong", String.valueOf(LONGEST)));
        }
        if (reason.isBlank()) {
            wrong.add(Refusal.of("reason", "receiver.reason.missing"));
        }
        return wrong;
    }
}
