package tw.onestop.access;

import java.util.List;
import tw.onestop.kernel.Refusal;

/** 自然人憑證: how somebody signs in with a card, and how whoever keeps the accounts binds one. */
public interface CardDesk {

    /** Whether cards are taken here. */
    boolean isOffered();

    /** What a card is to sign so that its owner is signed in, in the present session; a new one takes the place of the last. */
    String challenge();

    /**
     * Binds the card of a certificate to an account whose owner was seen with it; empty when it is done, else what stands against it.
     *
     * @param certificate PEM or DER
     * @throws org.springframework.security.core.userdetails.UsernameNotFoundException when there is no such account
     */
    List<Refusal> bind(String username, byte[] certificate);
}
