package tw.onestop.agency;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 名錄快照, the directory as it was read: small, read by every request, changed a few times a year. */
record Snapshot(
        Map<AgencyCode, Agency> agencies,
        List<Agencies.Dated<Capability>> capabilities,
        Map<Duty, List<Agencies.Dated<AgencyCode>>> duties,
        Map<OfficeCode, Office> offices,
        Map<String, Coverage.Area> areas,
        Map<AgencyCode, List<Agencies.Dated<String>>> covered,
        Map<AgencyCode, List<Agencies.Dated<Agency.Contact>>> contacts) {

    /** 全國, among the areas covered. */
    private static final String NATION = "";

    /** A statutory responsibility for a township; {@code ""} for the nation. */
    record Duty(Responsibility responsibility, String townshipCode) {}

    /** An agency with the window it has on a day. */
    Optional<Agency> agency(AgencyCode code, LocalDate on) {
        return Optional.ofNullable(agencies.get(code)).map(agency -> reached(agency, on));
    }

    List<Agency> all(LocalDate on) {
        return agencies.values().stream().map(agency -> reached(agency, on)).toList();
    }

    private Agency reached(Agency agency, LocalDate on) {
        return contacts.getOrDefault(agency.code(), List.of()).stream()
                .filter(dated -> dated.during().contains(on))
                .findFirst()
                .map(dated -> agency.reachedAt(dated.value()))
                .orElse(agency);
    }

    Coverage coverage(AgencyCode agency, LocalDate on) {
        List<Agencies.Dated<String>> rows = covered.get(agency);
        if (rows == null) {
            return Coverage.NATION;
        }
        List<String> held = rows.stream()
                .filter(dated -> dated.during().contains(on))
                .map(Agencies.Dated::value)
                .toList();
        return held.contains(NATION)
                ? Coverage.NATION
                : new Coverage(
                        false,
                        held.stream()
                                .flatMap(area -> Optional.ofNullable(areas.get(area)).stream())
                                .toList());
    }

    /** Where it serves by its own entry, else the township it is of. */
    Set<String> territory(AgencyCode agency, LocalDate on) {
        Coverage coverage = coverage(agency, on);
        if (!coverage.nation()) {
            return coverage.areas().stream().map(Coverage.Area::code).collect(Collectors.toSet());
        }
        Agency found = agencies.get(agency);
        String township = found == null ? null : found.townshipCode();
        return township == null ? Set.of() : Set.of(township);
    }

    /** What an agency is responsible for somewhere on a day. */
    Set<Responsibility> duties(AgencyCode agency, LocalDate on) {
        Set<Responsibility> found = EnumSet.noneOf(Responsibility.class);
        duties.forEach((duty, dated) -> {
            if (dated.stream()
                    .anyMatch(one -> one.value().equals(agency) && one.during().contains(on))) {
                found.add(duty.responsibility());
            }
        });
        return found;
    }

    Optional<Agency> responsible(Responsibility responsibility, String townshipCode, LocalDate on) {
        return duties.getOrDefault(new Duty(responsibility, townshipCode), List.of()).stream()
                .filter(dated -> dated.during().contains(on))
                .findFirst()
                .map(Agencies.Dated::value)
                .flatMap(code -> agency(code, on));
    }
}
