package tw.agencies;

/** What the person at the keyboard, or on the page, got wrong, in one sentence for them to read. */
final class WrongUsage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUsage(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
