package tw.onestop.access;

import java.util.List;
import java.util.Optional;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;

/** 帳號管理: the accounts of staff and officers, as whoever runs the product keeps them. */
public interface StaffDesk {

    /** Every account, by username; one without a role is closed. */
    List<StaffMember> all();

    Optional<StaffMember> find(String username);

    /** 縣市同仁: who works at the offices of a county, by office; what is known of them otherwise is not read. */
    List<Colleague> colleagues(CountyCode county);

    /** 同仁. */
    record Colleague(String username, String name, OfficeCode office) {}

    /**
     * Notes who the holder of an account is in the register; sessions that are open end.
     *
     * @throws org.springframework.security.core.userdetails.UsernameNotFoundException when there is none
     */
    void identify(String username, NationalId self);

    /**
     * Closes an account: no role, no passkey, no card, no known password and no number of its holder are left. Its name stays taken,
     * since the trail says it. An officer is off the roster of the agency from this day on (辦法 §14), so that its machine is not answered for them either.
     *
     * @throws org.springframework.security.core.userdetails.UsernameNotFoundException when there is none
     */
    void close(String username);
}
