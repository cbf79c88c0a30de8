package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RenumberingDesk.Decision;

/** 撤銷整編: has an act about doors taken back, by one person or by two as the rule of the day wants it, or says what stands against it. */
@Component
class DoorTakingBack {

    private static final int LONGEST_REASON = 100;
    private static final String PROPOSE = "registry.renumbering.revoke.propose";
    private static final String DECIDE = "registry.renumbering.revoke.decide";

    private final DoorActs acts;
    private final Anchors anchors;
    private final DoorEnacting enacting;
    private final Takebacks takebacks;
    private final AuditDesk audit;

    DoorTakingBack(DoorActs acts, Anchors anchors, DoorEnacting enacting, Takebacks takebacks, AuditDesk audit) {
        this.acts = acts;
        this.anchors = anchors;
        this.enacting = enacting;
        this.takebacks = takebacks;
        this.audit = audit;
    }

    /**
     * Of an act of the supervisor's office.
     *
     * @param act empty where there is none of this number
     * @param two whether another supervisor has to decide
     */
    List<Refusal> ask(RegistrationId id, Optional<Renumbering> act, String reason, boolean two, Actor supervisor) {
        Found found = find(act, supervisor);
        List<Refusal> wrong = wrong(id, act, reason, found, supervisor);
        if (wrong.isEmpty() && takebacks.lock(id).isPresent()) {
            wrong = List.of(Refusal.of("", "registry.renumbering.takeback.waits"));
        }
        String object = String.valueOf(id.value());
        if (!wrong.isEmpty()) {
            audit.record(Act.refused(supervisor, two ? PROPOSE : DoorActs.REVOKE, object, DoorEnacting.codes(wrong)));
        } else if (two) {
            takebacks.add(id, reason.strip(), supervisor);
            audit.record(Act.done(supervisor, PROPOSE, object, null));
        } else {
            takeBack(act.orElseThrow(), reason, found, supervisor);
        }
        return wrong;
    }

    /** 核定 or 退回 by another supervisor of the county than who asked. */
    List<Refusal> decide(RegistrationId id, Optional<Renumbering> act, Decision decision, Actor supervisor) {
        String object = String.valueOf(id.value());
        Optional<Takebacks.Waiting> waiting = act.flatMap(known -> takebacks.lock(known.id()));
        Found found = find(act, supervisor);
        List<Refusal> wrong = waiting.map(asked -> {
                    List<Refusal> undecided = decision.wrong(asked.by(), supervisor);
                    return undecided.isEmpty() && decision.approves()
                            ? wrong(id, act, asked.reason(), found, supervisor)
                            : undecided;
                })
                .orElseGet(() -> List.of(Refusal.of("", "registry.renumbering.proposal.none")));
        if (!wrong.isEmpty()) {
            audit.record(Act.refused(supervisor, DECIDE, object, DoorEnacting.codes(wrong)));
            return wrong;
        }
        Takebacks.Waiting asked = waiting.orElseThrow();
        takebacks.decide(asked.id(), decision.sendsBack() ? decision.reason().strip() : "", supervisor);
        audit.record(new Act(supervisor, DECIDE, object, null, Act.Outcome.DONE, decision.verdict()));
        if (decision.approves()) {
            takeBack(act.orElseThrow(), asked.reason(), found, supervisor);
        }
        return List.of();
    }

    /**
     * Who stands at the doors of an act since its day, locked.
     *
     * @param back from each new door to the old one
     */
    private record Found(Map<Address, Address> back, List<Doors.Dwelling> there, Instant at) {

        Set<HouseholdNo> households() {
            return DoorTakingBack.households(there);
        }
    }

    private Found find(Optional<Renumbering> act, Actor supervisor) {
        DoorActs.Stores stores = acts.stores();
        Set<PersonId> hidden = stores.marks().hiddenFrom(supervisor);
        LocalDate from = act.map(Renumbering::effective).orElse(LocalDate.EPOCH);
        Map<Address, Address> back = new LinkedHashMap<>();
        act.ifPresent(
                known -> stores.renumberings().doors(known.id()).forEach((before, after) -> back.put(after, before)));
        List<Doors.Dwelling> there = stores.doors().standing(back.keySet(), from, hidden);
        Map<HouseholdNo, Anchors.Anchor> locked = new LinkedHashMap<>();
        while (!locked.keySet().containsAll(households(there))) {
            locked.putAll(anchors.lock(households(there)));
            there = stores.doors().standing(back.keySet(), from, hidden);
        }
        return new Found(back, there, anchors.instant(locked.values()));
    }

    private void takeBack(Renumbering act, String reason, Found found, Actor supervisor) {
        acts.takeBack(act, reason, found.there(), found.back(), supervisor, found.at());
    }

    private static Set<HouseholdNo> households(List<Doors.Dwelling> dwellings) {
        return dwellings.stream()
                .flatMap(d -> d.households().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Refusal> wrong(
            RegistrationId id, Optional<Renumbering> act, String reason, Found found, Actor supervisor) {
        if (act.isEmpty()) {
            return List.of(Refusal.of("", "registry.registration.unknown"));
        }
        Optional<Refusal> own = enacting.own(found.households(), supervisor);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        @Nullable LocalDate revokedOn = act.get().revokedOn();
        if (revokedOn != null) {
            return List.of(Refusal.of("", "registry.registration.revoked", revokedOn.toString()));
        }
        List<Refusal> refusals = new ArrayList<>();
        if (reason.isBlank()) {
            refusals.add(Refusal.of("reason", "registry.renumbering.reason.missing"));
        } else if (Text.length(reason) > LONGEST_REASON) {
            refusals.add(Refusal.of("reason", "registry.text.tooLong", String.valueOf(LONGEST_REASON)));
        }
        DoorActs.Stores stores = acts.stores();
        stores.renumberings()
                .about(found.back().keySet(), LocalDate.EPOCH, id)
                .forEach((reference, on) ->
                        refusals.add(Refusal.of("", "registry.renumbering.overlaps", reference, on.toString())));
        stores.doors().takenBy(found.back().values(), found.households()).stream()
                .limit(DoorPlan.MOST_SAID)
                .forEach(taken -> refusals.add(Refusal.of("", "registry.renumbering.taken", taken.street())));
        return List.copyOf(refusals);
    }
}
