package tw.agencies;

/** 媒體有誤, in one sentence. */
final class MediaFaulty extends Exception {

    private static final long serialVersionUID = 1L;

    MediaFaulty(String sentence) {
        super(sentence);
    }
}
