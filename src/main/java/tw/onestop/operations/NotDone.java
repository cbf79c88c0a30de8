package tw.onestop.operations;

/** 未執行: why a command was not carried out, in one clear sentence for whoever typed it. */
final class NotDone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    private NotDone(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    /** The command itself is wrong. */
    static NotDone wrong(String sentence) {
        return new NotDone(2, sentence);
    }

    /** The command is right and cannot be done here and now. */
    static NotDone refused(String sentence) {
        return new NotDone(1, sentence);
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
