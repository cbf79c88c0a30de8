package tw.onestop.registry;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;
import tw.onestop.registry.RenumberingDesk.Enactment;
import tw.onestop.registry.RenumberingDesk.Preview;

/** 登記整編: has an act about doors recorded as it was seen, or says what stands against it. */
@Component
class DoorEnacting {

    private final DoorActs.Stores stores;
    private final DoorActs acts;
    private final Anchors anchors;
    private final Guards guards;
    private final Clock clock;

    DoorEnacting(DoorActs.Stores stores, DoorActs acts, Anchors anchors, Guards guards, Clock clock) {
        this.stores = stores;
        this.acts = acts;
        this.anchors = anchors;
        this.guards = guards;
        this.clock = clock;
    }

    /** 迴避與稽核: who may not, and what is written of it. */
    @Component
    record Guards(Abstention abstention, AuditDesk audit) {}

    DoorPlan plan(RenumberingForm typed, @Nullable OfficeCode office, Actor reader) {
        Set<PersonId> hidden = stores.marks().hiddenFrom(reader);
        return DoorPlan.of(typed, office, LocalDate.now(clock), stores, hidden);
    }

    static Preview preview(DoorPlan plan, RenumberingForm typed) {
        boolean right = plan.refusals().isEmpty();
        return new Preview(
                right ? plan.kind() : null,
                right ? plan.shown() : List.of(),
                plan.households().size(),
                plan.persons(),
                List.copyOf(plan.refusals()),
                right ? Sha256.hex((typed + "\n" + plan.changes()).getBytes(StandardCharsets.UTF_8)) : "");
    }

    /** The preview, with what keeps this supervisor from having it enacted as they saw it. */
    Preview judged(DoorPlan plan, RenumberingForm typed, String seen, Actor supervisor) {
        Preview preview = preview(plan, typed);
        if (!preview.refusals().isEmpty()) {
            return preview;
        }
        return own(plan.households(), supervisor)
                .or(() -> preview.mark().equals(seen)
                        ? Optional.empty()
                        : Optional.of(Refusal.of("", "registry.renumbering.changedSince")))
                .map(preview::refusing)
                .orElse(preview);
    }

    /** 迴避 of who lives, or whose near kin live, behind one of the doors. */
    Optional<Refusal> own(Set<HouseholdNo> households, Actor supervisor) {
        return supervisor.self() == null
                ? Optional.empty()
                : guards.abstention()
                        .of(
                                supervisor,
                                new Abstention.Concerned(
                                        List.of(), stores.doors().bearers(households)),
                                stores.marks().hiddenFrom(supervisor));
    }

    /** @param office whose doors they are */
    Enactment enact(RenumberingForm typed, @Nullable OfficeCode office, String seen, Actor supervisor) {
        stores.renumberings().hold();
        DoorPlan plan = plan(typed, office, supervisor);
        Map<HouseholdNo, Anchors.Anchor> locked = new LinkedHashMap<>();
        // Whoever was recording about one of them has finished by then; who came to a door by it is locked, too.
        while (!locked.keySet().containsAll(plan.households())) {
            locked.putAll(anchors.lock(plan.households()));
            plan = plan(typed, office, supervisor);
        }
        Preview preview = judged(plan, typed, seen, supervisor);
        if (!preview.refusals().isEmpty() || office == null) {
            refused(DoorActs.ENACT, preview.refusals(), supervisor);
            return new Enactment(null, null, preview);
        }
        return new Enactment(acts.record(plan, office, supervisor, anchors.instant(locked.values())), null, preview);
    }

    void refused(String action, List<Refusal> refusals, Actor supervisor) {
        guards.audit().record(Act.refused(supervisor, action, null, codes(refusals)));
    }

    static String codes(List<Refusal> refusals) {
        return refusals.stream().map(Refusal::code).distinct().collect(Collectors.joining(" "));
    }
}
