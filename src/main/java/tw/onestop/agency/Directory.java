package tw.onestop.agency;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Copied<Snapshot> snapshot;
    private final ReceiverTerms terms;
    private final AuditDesk audit;
    private final Clock clock;

    Directory(Agencies agencies, ReceiverTerms terms, AuditDesk audit, Clock clock) {
        this.agencies = agencies;
        this.snapshot = new Copied<>(agencies::snapshot);
        this.terms = terms;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Agency> find(AgencyCode code) {
        return snapshot.present().agency(code, LocalDate.now(clock));
    }

    @Override
    public List<Agency> all() {
        return snapshot.present().all(LocalDate.now(clock));
    }

    @Override
    public List<Capability> capabilities(LocalDate on) {
        return snapshot.present().capabilities().stream()
                .filter(dated -> dated.during().contains(on))
                .map(Agencies.Dated::value)
                .toList();
    }

    @Override
    public List<Capability.ExtraKey> keys(AgencyCode agency) {
        return snapshot.present().capabilities().stream()
                .map(Agencies.Dated::value)
                .filter(row -> row.agency().equals(agency))
                .flatMap(row -> row.extraKeys().stream())
                .distinct()
                .toList();
    }

    @Override
    public Coverage coverage(AgencyCode agency, LocalDate on) {
        return snapshot.present().coverage(agency, on);
    }

    @Override
    public Set<String> territory(AgencyCode agency, LocalDate on) {
        return snapshot.present().territory(agency, on);
    }

    @Override
    public List<Coverage.Area> areas() {
        return List.copyOf(snapshot.present().areas().values());
    }

    /** After another room of this module wrote into its tables. */
    void forget() {
        snapshot.forget();
    }

    @Override
    public Optional<Agency> responsible(Responsibility responsibility, String townshipCode) {
        LocalDate today = LocalDate.now(clock);
        Snapshot present = snapshot.present();
        return present.responsible(responsibility, townshipCode, today)
                .or(() -> present.responsible(responsibility, "", today));
    }

    @Override
    public Set<Responsibility> duties(AgencyCode agency) {
        return snapshot.present().duties(agency, LocalDate.now(clock));
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
        return Optional.ofNullable(snapshot.present().offices().get(code));
    }

    @Override
    public List<Office> offices() {
        return List.copyOf(snapshot.present().offices().values());
    }

    @Override
    public Optional<Agency.Door> door(AgencyCode agency) {
        return agencies.door(agency);
    }

    @Override
    public List<DueDoor> dueDoors(LocalDate on) {
        return terms.dueDoors(on);
    }

    @Override
    @Transactional
    public void chooseDoor(AgencyCode agency, Agency.Door door) {
        agencies.chooseDoor(agency, door);
        terms.moved(agency, door);
        audit.record(Act.done(DIRECTORY, "agency.door.choose", agency + " " + door, null));
        snapshot.forget();
    }
}
