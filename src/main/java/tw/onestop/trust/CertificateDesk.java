package tw.onestop.trust;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Refusal;

/**
 * 自然人憑證 (電子簽章法 §6): has somebody's card sign what was just made up for this session and this act, and says whose card
 * it was. Each failure is a value; what could not be checked with the authority did not succeed.
 */
public interface CertificateDesk {

    /** Whether certificates can be verified here: the authorities that are trusted are named by configuration. */
    boolean isOffered();

    /**
     * 挑戰值: what the card signs, as it stands (ASCII). A new one takes the place of the session's last one for the act; it is taken
     * once, within five minutes.
     *
     * @param session what only the present session knows; kept as an index
     * @param action what will be done with it, e.g. {@code access.sign-in}; whoever has a document signed adds its digest
     */
    String challenge(String session, String action);

    /**
     * Judges what the card made of the challenge, which is used up by it.
     *
     * @param signed PKCS#7 (CMS SignedData) in base64, with what was signed in it or without
     */
    CertificateAnswer verify(String session, String action, String signed);

    /**
     * Whose certificate a file holds, for whoever binds it without the card: judged as when it signs, revocation included.
     *
     * @param certificate PEM or DER
     */
    Shown examine(byte[] certificate);

    /**
     * 憑證所載.
     *
     * @param holder null where something stands against it
     */
    record Shown(@Nullable CertificateHolder holder, List<Refusal> refusals) {}
}
