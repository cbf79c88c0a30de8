package tw.onestop.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;

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

    /**
     * 洽辦人: whom the member of the present request serves from now on, until others are named or nobody; every actor of
     * this session reads for them.
     */
    void serve(Set<NationalId> visitors);

    /** 同仁: the names of the others of the office of whoever is signed in; nobody's where they have no office. */
    List<String> colleagues();

    /** Opens an account, or changes it; the password is stored hashed only. In a transaction of its own. */
    void open(StaffMember member, String password);

    /** The agency's machine of the present request, or empty. */
    default Optional<Actor> presentAgency() {
        return Present.agency();
    }

    /**
     * The agency's machine of the present request.
     *
     * @throws org.springframework.security.access.AccessDeniedException when there is none
     */
    default Actor currentAgency() {
        return presentAgency().orElseThrow(() -> new AccessDeniedException("no agency is signed in"));
    }
}
