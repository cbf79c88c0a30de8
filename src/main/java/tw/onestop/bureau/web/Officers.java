package tw.onestop.bureau.web;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;

/** 承辦人: the officer of the present request and the agency they belong to. */
@Component
class Officers {

    private final AccessDesk access;
    private final AgencyDesk agencies;

    Officers(AccessDesk access, AgencyDesk agencies) {
        this.access = access;
        this.agencies = agencies;
    }

    Actor actor() {
        return access.current().actor();
    }

    /**
     * @throws AccessDeniedException when the account belongs to no agency
     */
    Agency agency() {
        var code = access.current().agency();
        if (code == null) {
            throw new AccessDeniedException("an account without an agency");
        }
        return agencies.find(code).orElseThrow(() -> new AccessDeniedException("an agency not in the directory"));
    }
}
