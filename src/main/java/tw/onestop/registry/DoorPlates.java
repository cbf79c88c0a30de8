package tw.onestop.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/** 門牌整編: says what an act about doors would do and what is wrong with it, has it recorded, and shows what was. */
@Component
class DoorPlates implements RenumberingDesk {

    private static final String PREVIEW = "registry.renumbering.preview";
    private static final String READ = "registry.renumbering.read";

    private final DoorActs.Stores stores;
    private final DoorEnacting enacting;
    private final DoorReview review;
    private final DoorTakingBack takingBack;
    private final AuditDesk audit;

    DoorPlates(DoorActs.Stores stores, Ways ways, AuditDesk audit) {
        this.stores = stores;
        this.enacting = ways.enacting();
        this.review = ways.review();
        this.takingBack = ways.takingBack();
        this.audit = audit;
    }

    /** 辦理方式: by one person, or by two, and taken back. */
    @Component
    record Ways(DoorEnacting enacting, DoorReview review, DoorTakingBack takingBack) {}

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
        return county(id, supervisor).map(act -> act.at(doors(act, hidden)));
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

    private Optional<Renumbering> county(RegistrationId id, Actor supervisor) {
        OfficeCode office = supervisor.office();
        return office == null ? Optional.empty() : stores.renumberings().of(office, id);
    }

    @Override
    @Transactional
    public List<Refusal> revoke(RegistrationId id, String reason, Actor supervisor) {
        stores.renumberings().hold();
        OfficeCode office = supervisor.office();
        Optional<Renumbering> own =
                county(id, supervisor).filter(act -> act.office().equals(office));
        return takingBack.ask(id, own, reason, review.needed(), supervisor);
    }

    @Override
    @Transactional
    public List<Refusal> decideRevocation(RegistrationId id, Decision decision, Actor supervisor) {
        stores.renumberings().hold();
        return takingBack.decide(id, county(id, supervisor), decision, supervisor);
    }
}
