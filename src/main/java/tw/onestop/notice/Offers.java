package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Coverage;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.RegistrationKind;

/** 主動告知: what agencies can be told of these registrations, and who is told anyway. */
@Component
class Offers {

    private final AgencyDesk agencies;
    private final StatutoryRules rules;
    private final Clock clock;

    Offers(AgencyDesk agencies, StatutoryRules rules, Clock clock) {
        this.agencies = agencies;
        this.rules = rules;
        this.clock = clock;
    }

    List<Offer> of(List<RegistrationKind> kinds, Set<ChangeType> changes) {
        LocalDate today = LocalDate.now(clock);
        return Stream.concat(byConsent(changes, today), byLaw(kinds, today)).toList();
    }

    private Stream<Offer> byConsent(Set<ChangeType> changes, LocalDate today) {
        Map<AgencyCode, List<Capability>> byAgency = agencies.capabilities(today).stream()
                .filter(row -> changes.contains(row.change()))
                .collect(Collectors.groupingBy(Capability::agency, LinkedHashMap::new, Collectors.toList()));
        return byAgency.entrySet().stream()
                .flatMap(entry -> agencies.find(entry.getKey()).stream()
                        .map(agency -> new Offer(
                                agency,
                                entry.getValue().stream()
                                        .map(Capability::change)
                                        .toList(),
                                entry.getValue().stream()
                                        .flatMap(row -> row.extraKeys().stream())
                                        .distinct()
                                        .toList(),
                                joined(entry.getValue(), Capability::note),
                                joined(entry.getValue(), Capability::noteEn),
                                agencies.coverage(agency.code(), today),
                                null)));
    }

    private Stream<Offer> byLaw(List<RegistrationKind> kinds, LocalDate today) {
        Map<Responsibility, List<StatutoryRule>> byDuty = rules.inForce(kinds, today).stream()
                .collect(Collectors.groupingBy(StatutoryRule::responsibility, LinkedHashMap::new, Collectors.toList()));
        List<Offer> offers = new ArrayList<>();
        byDuty.forEach((duty, dutyRules) -> {
            StatutoryRule.Shown shown = dutyRules.getFirst().shown();
            List<ChangeType> changes =
                    dutyRules.stream().map(StatutoryRule::change).distinct().toList();
            Map<ChangeType, Set<String>> matters = dutyRules.stream()
                    .collect(Collectors.groupingBy(
                            StatutoryRule::change, Collectors.mapping(StatutoryRule::matter, Collectors.toSet())));
            offers.add(new Offer(
                    someAgency(duty, shown),
                    changes,
                    List.of(),
                    shown.note(),
                    shown.noteEn(),
                    Coverage.NATION,
                    new Offer.Law(duty, matters)));
        });
        return offers.stream();
    }

    /** The agency of the nation; or, where each township has its own, one that stands for all of them. */
    private Agency someAgency(Responsibility duty, StatutoryRule.Shown shown) {
        return agencies.responsible(duty, "")
                .orElseGet(() -> new Agency(
                        new AgencyCode(duty.name().replace('_', '-')),
                        shown.name(),
                        shown.nameEn(),
                        Agency.Kind.LINKED,
                        new Agency.Contact("", "", ""),
                        1,
                        false,
                        Agency.Door.INBOX,
                        null));
    }

    private static String joined(List<Capability> rows, Function<Capability, String> note) {
        return rows.stream()
                .map(note)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
