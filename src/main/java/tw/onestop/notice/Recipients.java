package tw.onestop.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;

/** 受通報對象: which agencies a rule means for one matter, and what each of them was told of it before. */
@Component
class Recipients {

    private final AgencyDesk agencies;
    private final Items items;

    Recipients(AgencyDesk agencies, Items items) {
        this.agencies = agencies;
        this.items = items;
    }

    /**
     * @param unassigned responsibilities that nobody has in a township
     */
    record Found(Set<AgencyCode> agencies, List<String> unassigned) {}

    /** What every agency was told before of one matter, by agency. */
    Map<AgencyCode, List<UUID>> earlier(Matter matter) {
        Registration registration = matter.registration();
        // A revocation speaks of one registration only; a correction, of the fact, whichever registration told of it.
        RegistrationId by = registration.takenBack();
        return items.earlier(matter.affected().person(), matter.change(), by).stream()
                .collect(Collectors.groupingBy(
                        Items.Earlier::agency,
                        HashMap::new,
                        Collectors.mapping(Items.Earlier::id, Collectors.toList())));
    }

    Found by(StatutoryRule rule, Matter matter, Map<AgencyCode, List<UUID>> earlier) {
        if (rule.responsibility() == Responsibility.EARLIER_RECIPIENT) {
            return new Found(earlier.keySet(), List.of());
        }
        Set<AgencyCode> found = new LinkedHashSet<>();
        List<String> unassigned = new ArrayList<>();
        for (String township : rule.townships(matter.affected())) {
            Optional<Agency> agency = agencies.responsible(rule.responsibility(), township);
            agency.ifPresentOrElse(
                    one -> found.add(one.code()), () -> unassigned.add(rule.responsibility() + "-" + township));
        }
        return new Found(found, unassigned);
    }

    /** Whether it matters what was told before; of most registrations nobody needs to ask. */
    static boolean asks(StatutoryRule rule, RegistrationKind kind) {
        return rule.responsibility() == Responsibility.EARLIER_RECIPIENT
                || kind == RegistrationKind.REVOKE
                || kind == RegistrationKind.CORRECT;
    }
}
