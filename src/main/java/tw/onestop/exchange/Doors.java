package tw.onestop.exchange;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.DoorReadiness;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 通報管道, the desk. */
@Component("exchangeDoors")
class Doors implements DoorDesk, DoorReadiness {

    private final DoorChange change;
    private final Endpoints endpoints;
    private final BundleKeys keys;
    private final Optional<SftpDoor> sftp;
    private final BundleRoom.Trail trail;

    Doors(DoorChange change, Endpoints endpoints, BundleKeys keys, Optional<SftpDoor> sftp, BundleRoom.Trail trail) {
        this.change = change;
        this.endpoints = endpoints;
        this.keys = keys;
        this.sftp = sftp;
        this.trail = trail;
    }

    @Override
    @Transactional
    public List<Refusal> move(AgencyCode agency, Agency.@Nullable Door to, Actor officer) {
        Optional<String> wanting = to == null ? Optional.of("bureau.door.missing") : wanting(agency, to);
        if (to != null && wanting.isEmpty()) {
            change.move(agency, to);
        }
        List<Refusal> wrong =
                wanting.map(code -> List.of(Refusal.of("door", code))).orElse(List.of());
        trail.record(officer, "exchange.door.move", to == null ? agency.value() : agency + " " + to, wrong);
        return wrong;
    }

    @Override
    @Transactional
    public void order(AgencyCode agency, Agency.Door to, Actor operator) {
        change.move(agency, to);
        trail.record(operator, "exchange.door.move", agency + " " + to, List.of());
    }

    @Override
    public boolean isReady(AgencyCode agency, Agency.Door to) {
        return change.present(agency) == to || wanting(agency, to).isEmpty();
    }

    /** What the door needs before anything can go by it. */
    private Optional<String> wanting(AgencyCode agency, Agency.Door to) {
        if (change.present(agency) == to) {
            return Optional.of("bureau.door.same");
        }
        return switch (to) {
            case WEBHOOK -> addressWanting(endpoints.of(agency));
            case FILE -> filesWanting(agency);
            case PULL, INBOX -> Optional.empty();
        };
    }

    private static Optional<String> addressWanting(Endpoints.Row endpoint) {
        if (endpoint.url().isEmpty()) {
            return Optional.of("bureau.door.noUrl");
        }
        return endpoint.disabled() ? Optional.of("bureau.door.closed") : Optional.empty();
    }

    private Optional<String> filesWanting(AgencyCode agency) {
        if (sftp.map(SftpDoor::address).orElse("").isEmpty()) {
            return Optional.of("bureau.door.noSftp");
        }
        return keys.valid(agency, true, trail.clock().instant()).isEmpty()
                        || keys.sshKeys(agency).isEmpty()
                ? Optional.of("bureau.door.noKeys")
                : Optional.empty();
    }

    @Override
    @Transactional
    public Standing standing(AgencyCode agency, Actor officer) {
        Endpoints.Row row = endpoints.of(agency);
        trail.record(officer, "exchange.door.read", agency.value(), List.of());
        return new Standing(
                row.moving(trail.clock().instant()), Envelopes.padded(row.door().movedSequence()));
    }
}
