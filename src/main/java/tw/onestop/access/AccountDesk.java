package tw.onestop.access;

import java.util.List;
import tw.onestop.kernel.Refusal;

/** 我的帳號: what a person may do with their own account; all of it concerns whoever is signed in. */
public interface AccountDesk {

    /** Their passkeys, the oldest first. */
    List<Passkey> passkeys();

    /** Removes one of their passkeys; somebody else's is left alone. */
    void removePasskey(String id);

    /** Changes their password; empty when it is done, else what stands against it. */
    List<Refusal> changePassword(String present, String wanted);
}
