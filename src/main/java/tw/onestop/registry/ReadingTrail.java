package tw.onestop.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.NationalId;

/**
 * 讀取紀錄: what the trail is told of readings. A member of staff may read of their own kin, as of everybody; that it was their
 * kin stands beside the act ({@code kin=BLOOD}), so that whoever looks for unusual use finds it.
 */
@Component
class ReadingTrail {

    private final AuditDesk audit;
    private final NearKin kin;

    ReadingTrail(AuditDesk audit, NearKin kin) {
        this.audit = audit;
        this.kin = kin;
    }

    void record(Act act) {
        record(List.of(act));
    }

    void record(List<Act> acts) {
        Map<NationalId, Set<NationalId>> read = new HashMap<>();
        for (Act act : acts) {
            NationalId self = act.actor().self();
            NationalId subject = act.subject();
            if (self != null && subject != null) {
                read.computeIfAbsent(self, none -> new HashSet<>()).add(subject);
            }
        }
        if (read.isEmpty()) {
            audit.record(acts);
            return;
        }
        Map<NationalId, Map<NationalId, NearKin.Sort>> near = new HashMap<>();
        read.forEach((self, subjects) -> near.put(
                self,
                kin.among(List.of(), subjects, self).values().stream()
                        .collect(Collectors.toMap(NearKin.Tie::number, NearKin.Tie::sort))));
        List<Act> marked = new ArrayList<>();
        acts.forEach(act -> marked.add(marked(act, near)));
        audit.record(marked);
    }

    private static Act marked(Act act, Map<NationalId, Map<NationalId, NearKin.Sort>> near) {
        NationalId self = act.actor().self();
        NationalId subject = act.subject();
        NearKin.@Nullable Sort sort = self == null || subject == null
                ? null
                : near.getOrDefault(self, Map.of()).get(subject);
        String detail = (act.detail() + " kin=" + sort).strip();
        return sort == null ? act : new Act(act.actor(), act.action(), act.object(), subject, act.outcome(), detail);
    }
}
