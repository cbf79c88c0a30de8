package tw.onestop.access;

import java.util.List;
import java.util.Optional;

/** 帳號管理: the accounts of staff and officers, as whoever runs the product keeps them. */
public interface StaffDesk {

    /** Every account, by username; one without a role is closed. */
    List<StaffMember> all();

    Optional<StaffMember> find(String username);

    /**
     * Closes an account: no role, no passkey and no known password are left. Its name stays taken, since the trail says it.
     *
     * @throws org.springframework.security.core.userdetails.UsernameNotFoundException when there is none
     */
    void close(String username);
}
