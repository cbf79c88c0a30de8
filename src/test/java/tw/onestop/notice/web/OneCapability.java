package tw.onestop.notice.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Client;
import tw.onestop.agency.Coverage;
import tw.onestop.agency.Office;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** A directory with one row, for tests of what the paper says about it. */
class OneCapability implements AgencyDesk {

    @Override
    public List<Capability> capabilities(LocalDate on) {
        return List.of(new Capability(
                new AgencyCode("TAIPOWER"),
                ChangeType.ADDRESS,
                List.of(),
                "依電費單或電表上的十一碼電號辦理通訊地址",
                "By the electricity number on your bill",
                "test"));
    }

    @Override
    public List<Capability.ExtraKey> keys(AgencyCode agency) {
        return List.of();
    }

    @Override
    public Coverage coverage(AgencyCode agency, LocalDate on) {
        return Coverage.NATION;
    }

    @Override
    public Set<String> territory(AgencyCode agency, LocalDate on) {
        return Set.of();
    }

    @Override
    public List<Coverage.Area> areas() {
        return List.of();
    }

    @Override
    public Optional<Agency> find(AgencyCode code) {
        return Optional.empty();
    }

    @Override
    public List<Agency> all() {
        return List.of();
    }

    @Override
    public Set<Responsibility> duties(AgencyCode agency) {
        return Set.of();
    }

    @Override
    public Optional<Agency> responsible(Responsibility responsibility, String townshipCode) {
        return Optional.empty();
    }

    @Override
    public Optional<Client> client(String clientId) {
        return Optional.empty();
    }

    @Override
    public void enrol(Client client) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Office> office(OfficeCode code) {
        return Optional.empty();
    }

    @Override
    public List<Office> offices() {
        return List.of();
    }

    @Override
    public Optional<Agency.Door> door(AgencyCode agency) {
        return Optional.empty();
    }

    @Override
    public List<DueDoor> dueDoors(LocalDate on) {
        return List.of();
    }

    @Override
    public void chooseDoor(AgencyCode agency, Agency.Door door) {
        throw new UnsupportedOperationException();
    }
}
