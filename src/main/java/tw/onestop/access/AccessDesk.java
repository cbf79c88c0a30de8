package tw.onestop.access;

import java.util.Optional;

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
}
