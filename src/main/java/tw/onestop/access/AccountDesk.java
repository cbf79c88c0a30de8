package tw.onestop.access;

import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Refusal;

/** 我的帳號: what a person may do with their own account; all of it concerns whoever is signed in. */
public interface AccountDesk {

    /** Their passkeys, the oldest first. */
    List<Passkey> passkeys();

    /** Removes one of their passkeys; somebody else's is left alone. */
    void removePasskey(String id);

    /** Changes their password; empty when it is done, else what stands against it. */
    List<Refusal> changePassword(String present, String wanted);

    /**
     * 簽署: whoever signs an act says once more who they are, so that nobody else does at a session left open; in one by passkey or card
     * nothing is asked. Empty when it is they, else what stands against it, beside the field {@code password}.
     */
    List<Refusal> sign(String present);

    /** Whether {@link #sign} asks for the password in this session. */
    boolean signsByPassword();

    /** Whether a card can be bound here. */
    boolean takesCards();

    /** 已綁定的自然人憑證. */
    Optional<BoundCard> card();

    /** What a card is to sign so that it is bound to the account. */
    String cardChallenge();

    /**
     * Binds the card that signed; empty when it is done, else what stands against it.
     *
     * @param present their password, which need not be given in a session by passkey
     */
    List<Refusal> bindCard(String signed, String present);

    /** The sessions that the card opened end; empty when it is done. */
    List<Refusal> releaseCard(String present);
}
