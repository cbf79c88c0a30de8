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
        Map<OfficeCode, Office> offices) {

    /** A statutory responsibility for a township; {@code ""} for the nation. */
    record Duty(Responsibility responsibility, String townshipCode) {}

    Optional<Agency> responsible(Responsibility responsibility, String townshipCode, LocalDate on) {
        return duties.getOrDefault(new Duty(responsibility, townshipCode), List.of()).stream()
                .filter(dated -> dated.during().contains(on))
                .findFirst()
                .map(Agencies.Dated::value)
                .map(agencies::get);
    }
}
