package tw.proof;

/** 未封存: why a part of the trail stays where it is, in one sentence. */
public final class NotArchived extends Exception {

    private static final long serialVersionUID = 1L;

    NotArchived(String sentence) {
        super(sentence);
    }
}
