package tw.onestop.access;

import java.util.Set;

/** 登入後首頁: where somebody goes who was not on the way to anywhere. */
final class Homes {

    private Homes() {}

    static String of(StaffMember member) {
        Set<Role> roles = member.roles();
        if (roles.contains(Role.CLERK) || roles.contains(Role.SUPERVISOR)) {
            return "/counter";
        }
        if (roles.contains(Role.OFFICER)) {
            return "/bureau";
        }
        if (roles.contains(Role.COUNTY)) {
            return "/county";
        }
        return roles.contains(Role.MINISTRY) ? "/ministry" : "/account";
    }
}
