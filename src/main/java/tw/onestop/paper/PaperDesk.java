package tw.onestop.paper;

/** 紙本: whoever hands out a paper has it printed here. */
public interface PaperDesk {

    /** Whether this machine has a Chinese font that a PDF can embed. */
    boolean possible();

    /**
     * A tagged PDF (PDF/UA); only where it is {@link #possible()}.
     *
     * @param html a whole XHTML document; {@code FAMILIES} in its style stands for the Chinese fonts,
     *     {@code LATIN} for one of Latin letters and its comma, or nothing
     */
    byte[] print(String html);

    /** The same as a document to be kept: made as PDF/A-3b too, with its fonts and colours in it. */
    byte[] printToKeep(String html);
}
