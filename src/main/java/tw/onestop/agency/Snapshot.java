package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 名錄快照, the directory as it was read: small, read by every request, changed a few times a year. */
record Snapshot(
        Map<AgencyCode, Agency> agencies,
        List<Agencies.Dated<Capability>> capabilities,
        Map<Duty, List<Agencies.Dated<AgencyCode>>> duties,
        Map<OfficeCode, Office> offices,
        Map<String, Coverage.Area> areas,
        Map<AgencyCode, List<Agencies.Dated<String>>> covered) {

    /** A statutory responsibility for a township; {@code ""} for the nation. */
    record Duty(Responsibility responsibility, String townshipCode) {}

    Coverage coverage(AgencyCode agency, LocalDate on) {
        List<Agencies.Dated<String>> rows = covered.get(agency);
        return rows == null
                ? Coverage.NATION
                : new Coverage(
                        false,
                        rows.stream()
                                .filter(dated -> dated.during().contains(on))
                                .flatMap(dated -> Optional.ofNullable(areas.get(dated.value())).stream())
                                .toList());
    }

    Optional<Agency> responsible(Responsibility responsibility, String townshipCode, LocalDate on) {
        return duties.getOrDefault(new Duty(responsibility, townshipCode), List.of()).stream()
                .filter(dated -> dated.during().contains(on))
                .findFirst()
                .map(Agencies.Dated::value)
                .map(agencies::get);
    }
}
