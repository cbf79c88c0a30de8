package tw.onestop.trust;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 電子簽章 (電子簽章法 §4): signs documents of the house so that anybody can verify them with ordinary programs, and says of a
 * document whether it is one of them, as it was.
 */
public interface SealDesk {

    /**
     * A PAdES signature with a time-stamp (ETSI EN 319 142-1, B-T), invisible and appended: the bytes before it stay as they were.
     *
     * @param reason why it is signed, as programs show it
     * @throws NotSealed when no time-stamp can be had
     */
    byte[] seal(byte[] pdf, String reason);

    /**
     * A CAdES signature with a time-stamp, apart from the file it is of (ETSI EN 319 122-1, B-T): CMS in DER, which ordinary programs
     * verify beside the file.
     *
     * @throws NotSealed when no time-stamp can be had
     */
    byte[] sealApart(byte[] file);

    /** Whether a file bears the house's signature and nothing was changed since. */
    Seal examine(byte[] file);

    /** What a verifier has to trust, PEM: certificates of the signatures and of their time-stamps, the newest first. */
    String anchorsAsPem();

    /** Whether the signatures come from the test authority the product made for itself. */
    boolean isTest();

    /**
     * 驗章結果.
     *
     * @param stampedAt when it existed at the latest, by its time-stamp; null where there is no such proof
     */
    record Seal(State state, @Nullable Instant stampedAt) {}

    /** 驗章狀態. */
    enum State {
        /** Signed by this house, unchanged since, at the time that is stamped. */
        SOUND,
        /** Signed, and changed afterwards. */
        ALTERED,
        /** Signed by somebody whom this house does not know. */
        FOREIGN,
        /** Bears no signature. */
        UNSIGNED,
        /** No PDF, or one that cannot be read. */
        UNREADABLE
    }
}
