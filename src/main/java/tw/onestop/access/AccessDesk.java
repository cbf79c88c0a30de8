package tw.onestop.access;

import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 身分: who is signed in, and accounts. */
public interface AccessDesk {

    /**
     * The member of staff or officer of the present request.
     *
     * @throws org.springframework.security.access.AccessDeniedException when nobody is signed in
     */
    StaffMember current();

    /** The member present, or empty. */
    Optional<StaffMember> present();

    /** Opens an account, or changes it; the password is stored hashed only. In a transaction of its own. */
    void open(StaffMember member, String password);

    /** The agency's machine of the present request, or empty. */
    Optional<Actor> presentAgency();

    /**
     * The agency's machine of the present request.
     *
     * @throws org.springframework.security.access.AccessDeniedException when there is none
     */
    Actor currentAgency();

    /** The passkeys of the person signed in, the oldest first. */
    List<Passkey> passkeys();

    /** Removes a passkey of the person signed in; somebody else's is left alone. */
    void removePasskey(String id);

    /** Changes the password of the person signed in; empty when it is done, else what stands against it. */
    List<Refusal> changePassword(String present, String wanted);

    /**
     * Exchanges an agency's assertion (RFC 7523) for an access token; each assertion is taken once.
     *
     * @param clientId what the request says beside the assertion; the assertion alone is enough
     */
    TokenAnswer token(String assertion, Optional<String> clientId);
}
