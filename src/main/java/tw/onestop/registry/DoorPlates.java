package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 門牌整編: says what an act about doors would do and what is wrong with it, has it recorded, and shows what was. */
@Component
class DoorPlates implements RenumberingDesk {

    private static final String PREVIEW = "registry.renumbering.preview";
    private static final String READ = "registry.renumbering.read";
    private static final int LONGEST_REASON = 100;

    private final DoorActs.Stores stores;
    private final DoorActs acts;
    private final Anchors anchors;
    private final DoorEnacting enacting;
    private final DoorReview review;
    private final AuditDesk audit;
    private final Clock clock;

    DoorPlates(DoorActs acts, Anchors anchors, Ways ways, AuditDesk audit, Clock clock) {
        this.stores = acts.stores();
        this.acts = acts;
        this.anchors = anchors;
        this.enacting = ways.enacting();
        this.review = ways.review();
        this.audit = audit;
        this.clock = clock;
    }

    /** 辦理方式: by one person, or by two. */
    @Component
    record Ways(DoorEnacting enacting, DoorReview review) {}

    @Override
    public List<Village> villages(OfficeCode office) {
        return stores.villages().of(office);
    }

    @Override
    @Transactional
    public Preview preview(RenumberingForm typed, Actor supervisor) {
        DoorPlan plan = enacting.plan(typed, supervisor.office(), supervisor);
        audit.record(
                plan.refusals().isEmpty()
                        ? new Act(supervisor, PREVIEW, null, null, Act.Outcome.DONE, plan.counts())
                        : Act.refused(supervisor, PREVIEW, null, DoorEnacting.codes(plan.refusals())));
        return DoorEnacting.preview(plan, typed);
    }

    @Override
    @Transactional
    public Enactment enact(RenumberingForm typed, String seen, Actor supervisor) {
        stores.renumberings().hold(); // of two alike one waits and sees the other
        return review.needed()
                ? review.propose(typed, seen, supervisor)
                : enacting.enact(typed, supervisor.office(), seen, supervisor);
    }

    @Override
    public boolean twoPersons() {
        return review.needed();
    }

    @Override
    @Transactional
    public List<Proposal> proposals(Actor supervisor) {
        // Doors are named there, nobody; what is hidden is asked for all the same, as of every reader.
        stores.marks().hiddenFrom(supervisor);
        return review.of(supervisor);
    }

    @Override
    @Transactional
    public Optional<Proposed> proposal(UUID id, Actor supervisor) {
        return review.one(id, supervisor);
    }

    @Override
    @Transactional
    public Enactment decide(UUID id, Decision decision, Actor supervisor) {
        return review.decide(id, decision, supervisor);
    }

    @Override
    @Transactional
    public List<Renumbering> renumberings(Actor supervisor) {
        // Nobody's data are among them; what is hidden is asked for all the same, as of every reader.
        stores.marks().hiddenFrom(supervisor);
        audit.record(Act.done(supervisor, READ, null, null));
        OfficeCode office = supervisor.office();
        return office == null ? List.of() : stores.renumberings().of(office);
    }

    @Override
    @Transactional
    public Optional<Renumbering> renumbering(RegistrationId id, Actor supervisor) {
        audit.record(Act.done(supervisor, READ, String.valueOf(id.value()), null));
        Set<PersonId> hidden = stores.marks().hiddenFrom(supervisor);
        return own(id, supervisor).map(act -> act.at(doors(act, hidden)));
    }

    private List<Door> doors(Renumbering act, Set<PersonId> hidden) {
        Map<Address, Address> doors = stores.renumberings().doors(act.id());
        boolean stands = act.revokedOn() == null;
        Map<Address, Doors.Dwelling> now =
                stores.doors().standing(stands ? doors.values() : doors.keySet(), act.effective(), hidden).stream()
                        .collect(Collectors.toMap(Doors.Dwelling::address, d -> d));
        List<Door> shown = new ArrayList<>();
        doors.forEach((before, after) -> {
            Doors.Dwelling nobody = new Doors.Dwelling(before, List.of(), 0, 0);
            shown.add(now.getOrDefault(stands ? after : before, nobody).shown(before, after));
        });
        return shown;
    }

    private Optional<Renumbering> own(RegistrationId id, Actor supervisor) {
        OfficeCode office = supervisor.office();
        return office == null ? Optional.empty() : stores.renumberings().of(office, id);
    }

    @Override
    @Transactional
    public List<Refusal> revoke(RegistrationId id, String reason, Actor supervisor) {
        stores.renumberings().hold();
        Optional<Renumbering> act = own(id, supervisor);
        LocalDate from = act.map(Renumbering::effective).orElse(LocalDate.now(clock));
        Map<Address, Address> back = new LinkedHashMap<>();
        if (act.isPresent()) {
            stores.renumberings().doors(id).forEach((before, after) -> back.put(after, before));
        }
        Set<PersonId> hidden = stores.marks().hiddenFrom(supervisor);
        List<Doors.Dwelling> there = stores.doors().standing(back.keySet(), from, hidden);
        Map<HouseholdNo, Anchors.Anchor> locked = new LinkedHashMap<>();
        while (!locked.keySet().containsAll(households(there))) {
            locked.putAll(anchors.lock(households(there)));
            there = stores.doors().standing(back.keySet(), from, hidden);
        }
        Set<HouseholdNo> households = households(there);
        List<Refusal> refusals = enacting.own(households, supervisor)
                .map(List::of)
                .orElseGet(() -> wrong(act, reason, back, households));
        if (refusals.isEmpty()) {
            acts.takeBack(act.orElseThrow(), reason, there, back, supervisor, anchors.instant(locked.values()));
        } else {
            audit.record(
                    Act.refused(supervisor, DoorActs.REVOKE, String.valueOf(id.value()), DoorEnacting.codes(refusals)));
        }
        return refusals;
    }

    private static Set<HouseholdNo> households(List<Doors.Dwelling> dwellings) {
        return dwellings.stream()
                .flatMap(d -> d.households().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Refusal> wrong(
            Optional<Renumbering> act, String reason, Map<Address, Address> back, Set<HouseholdNo> households) {
        if (act.isEmpty()) {
            return List.of(Refusal.of("", "registry.registration.unknown"));
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
        stores.renumberings()
                .about(back.keySet(), LocalDate.EPOCH, act.get().id())
                .forEach((reference, on) ->
                        refusals.add(Refusal.of("", "registry.renumbering.overlaps", reference, on.toString())));
        stores.doors().takenBy(back.values(), households).stream()
                .limit(DoorPlan.MOST_SAID)
                .forEach(taken -> refusals.add(Refusal.of("", "registry.renumbering.taken", taken.street())));
        return List.copyOf(refusals);
    }
}
