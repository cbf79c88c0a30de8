package tw.onestop.agency;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 機關名錄, read from memory and written through. */
@Component
class Directory implements AgencyDesk {

    private static final Actor DIRECTORY = Actor.rule("agency.directory");

    private final Agencies agencies;
    private final Snapshots snapshots;
    private final AuditDesk audit;
    private final Clock clock;

    Directory(Agencies agencies, Snapshots snapshots, AuditDesk audit, Clock clock) {
        this.agencies = agencies;
        this.snapshots = snapshots;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Agency> find(AgencyCode code) {
        return Optional.ofNullable(snapshots.present().agencies().get(code));
    }

    @Override
    public List<Agency> all() {
        return List.copyOf(snapshots.present().agencies().values());
    }

    @Override
    public List<Capability> capabilities(LocalDate on) {
        return snapshots.present().capabilities().stream()
                .filter(dated -> dated.during().contains(on))
                .map(Agencies.Dated::value)
                .toList();
    }

    @Override
    public Optional<Agency> responsible(Responsibility responsibility, String townshipCode) {
        LocalDate today = LocalDate.now(clock);
        Snapshot snapshot = snapshots.present();
        return snapshot.responsible(responsibility, townshipCode, today)
                .or(() -> snapshot.responsible(responsibility, "", today));
    }

    @Override
    public Optional<Client> client(String clientId) {
        return agencies.client(clientId);
    }

    @Override
    @Transactional
    public void enrol(Client client) {
        agencies.enrol(client, clock.instant());
        audit.record(Act.done(DIRECTORY, "agency.client.enrol", client.clientId(), null));
    }

    @Override
    public Optional<Office> office(OfficeCode code) {
        return Optional.ofNullable(snapshots.present().offices().get(code));
    }

    @Override
    public List<Office> offices() {
        return List.copyOf(snapshots.present().offices().values());
    }

    @Override
    @Transactional
    public void chooseDoor(AgencyCode agency, Agency.Door door) {
        agencies.chooseDoor(agency, door);
        audit.record(Act.done(DIRECTORY, "agency.door.choose", agency + " " + door, null));
        snapshots.forget();
    }
}
