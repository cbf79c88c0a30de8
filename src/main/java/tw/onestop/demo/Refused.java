package tw.onestop.demo;

/** 無法啟動: why the demonstration does not start, in one clear sentence for whoever typed the command. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refused(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    /** Exit status: 1 when it cannot run here and now, 2 when the command is wrong. */
    public int status() {
        return status;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
