package tw.onestop.link;

import java.util.UUID;

/** 一次使用, a query or a file of numbers: machines choose the ids of both, and may choose one for each. */
public record Inquiry(UUID transactionId, boolean file) {

    /** As it is told apart on one page. */
    public String name() {
        return file ? "file-" + transactionId : transactionId.toString();
    }
}
