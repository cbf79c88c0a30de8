package tw.onestop.intake;

import java.time.Instant;
import java.util.UUID;

/**
 * 兩人覆核: what a second person said of the forms of a sitting as they stand.
 *
 * @param by username of who asked, or decided; {@code ""} where nobody did
 * @param reason why it was sent back, else {@code ""}
 */
public record Approval(State state, String by, String reason) {

    static final Approval NOT_NEEDED = new Approval(State.NOT_NEEDED, "", "");
    static final Approval NEEDED = new Approval(State.NEEDED, "", "");

    /** 覆核狀態. */
    public enum State {
        NOT_NEEDED,
        NEEDED,
        ASKED,
        APPROVED,
        SENT_BACK
    }

    /** Whether the sitting may be concluded. */
    public boolean given() {
        return state == State.NOT_NEEDED || state == State.APPROVED;
    }

    /**
     * 待覆核案件: somebody of the office asked for a second look.
     *
     * @param mark of the forms as they stand; others have another one
     */
    public record Asked(UUID sitting, Sitting.Draft draft, String by, Instant at, String mark) {}

    /**
     * As typed; nothing in it is trusted.
     *
     * @param seen the mark of what the second person looked at
     */
    public record Decision(String verdict, String reason, String seen) {}
}
