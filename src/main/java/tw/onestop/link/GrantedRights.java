package tw.onestop.link;

import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 連結權限 as granted; out of memory. */
@Component
class GrantedRights implements Rights {

    private final GrantDesk grants;
    private final MachineAccessDesk machines;

    GrantedRights(GrantDesk grants, MachineAccessDesk machines) {
        this.grants = grants;
        this.machines = machines;
    }

    @Override
    public Optional<Grant> grant(AgencyCode agency, String purposeId) {
        return grants.grant(agency, purposeId);
    }

    @Override
    public Optional<NationalId> onRoster(AgencyCode agency, String purposeId, String userId) {
        return grants.onRoster(agency, purposeId, userId);
    }

    @Override
    public boolean openToMachines(AgencyCode agency, String purposeId) {
        return machines.isOpen(agency, purposeId);
    }
}
