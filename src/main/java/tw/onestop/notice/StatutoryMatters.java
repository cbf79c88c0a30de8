package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Matters;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.RegistrationKind;

/** 依法通報之項目 of each agency: by its duties, and what follows from having been told of something before. */
@Component
record StatutoryMatters(StatutoryRules rules, AgencyDesk agencies, Clock clock) implements Matters {

    private static final Set<RegistrationKind> FOLLOWING =
            EnumSet.of(RegistrationKind.CORRECT, RegistrationKind.REVOKE, RegistrationKind.ANNUL);

    /** Changes as they are listed everywhere, corrections and what is taken back behind them. */
    private static final Comparator<RuleDesk.Held> ORDER = Comparator.<RuleDesk.Held, Boolean>comparing(
                    rule -> FOLLOWING.contains(rule.kind()))
            .thenComparing(RuleDesk.Held::change)
            .thenComparing(RuleDesk.Held::kind);

    @Override
    public List<String> of(AgencyCode agency) {
        LocalDate today = LocalDate.now(clock);
        Set<Responsibility> duties = agencies.duties(agency);
        // Renumberings are told by bulletins, which promise nothing.
        List<RuleDesk.Held> held = rules.all().stream()
                .filter(rule -> !rule.kind().isOfDoors())
                .filter(rule ->
                        rule.during().until() == null || rule.during().until().isAfter(today))
                .toList();
        List<RuleDesk.Held> own = held.stream()
                .filter(rule -> duties.contains(rule.responsibility()))
                .toList();
        Set<ChangeType> told = EnumSet.noneOf(ChangeType.class);
        own.forEach(rule -> told.add(rule.change()));
        agencies.capabilities(today).stream()
                .filter(row -> row.agency().equals(agency))
                .forEach(row -> told.add(row.change()));
        List<RuleDesk.Held> followed = held.stream()
                .filter(rule ->
                        rule.responsibility() == Responsibility.EARLIER_RECIPIENT && told.contains(rule.change()))
                .toList();
        // Who is told of a registration by duty is told by the same rule that it was taken back.
        Stream<String> takenBack = own.stream()
                .limit(1)
                .map(rule -> StatutoryNotice.PROGRAMME.matter(RegistrationKind.REVOKE, rule.change()));
        return Stream.concat(
                        Stream.concat(own.stream(), followed.stream())
                                .sorted(ORDER)
                                .map(rule -> StatutoryNotice.PROGRAMME.matter(rule.kind(), rule.change())),
                        takenBack)
                .distinct()
                .toList();
    }
}
