package tw.onestop.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;

/** 門牌整編之登記: writes an act about doors for all households at once, and what takes one back. The caller holds the locks. */
@Component
class DoorActs {

    static final String ENACT = "registry.renumbering.enact";
    static final String REVOKE = "registry.renumbering.revoke";

    private final Stores stores;
    private final AuditDesk audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DoorActs(Stores stores, AuditDesk audit, ApplicationEventPublisher events, Clock clock) {
        this.stores = stores;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** 檔案: what an act about doors is planned with and laid down in. */
    @Component
    record Stores(
            Doors doors,
            Renumberings renumberings,
            Registrations registrations,
            Villages villages,
            Rulebook rules,
            ProtectiveMarks marks) {}

    Stores stores() {
        return stores;
    }

    /** @param office whose doors they are; the supervisor may be of another of the county */
    RegistrationId record(DoorPlan plan, OfficeCode office, Actor supervisor, Instant at) {
        Registrations.Recorded by = by(office, supervisor, at);
        RegistrationId id = stores.registrations().writeOfDoors(plan.kind(), plan.from(), by, plan.reference());
        stores.renumberings().write(id, plan.reference(), plan.from(), plan.ruled(), plan.addresses());
        List<Doors.Change> changes = plan.changes();
        stores.doors().renumber(changes, plan.from(), at, false);
        Doors.Note note = new Doors.Note(
                id,
                plan.kind(),
                stores.rules().template(plan.kind().name(), by.filedOn()),
                plan.from(),
                by.filedOn(),
                at);
        Set<HouseholdNo> households = annotate(
                note,
                changes,
                c -> Map.of(
                        "oldAddress", c.before().full(),
                        "newAddress", c.after().full(),
                        "reference", plan.reference(),
                        "eventDate", RocDate.annotation(plan.from()),
                        "filedOn", RocDate.annotation(by.filedOn())));
        conclude(note, id, ENACT, households, supervisor);
        return id;
    }

    /**
     * @param there who stands at the new doors since the act
     * @param back from each new door to the old one
     */
    void takeBack(
            Renumbering act,
            String reason,
            List<Doors.Dwelling> there,
            Map<Address, Address> back,
            Actor supervisor,
            Instant at) {
        Registrations.Recorded by = by(act.office(), supervisor, at);
        RegistrationId id =
                stores.registrations().writeOfDoors(RegistrationKind.REVOKE, act.effective(), by, reason.strip());
        stores.renumberings().takenBack(act.id(), id);
        List<Doors.Change> changes = new ArrayList<>();
        there.forEach(d -> d.households()
                .forEach(no ->
                        changes.add(new Doors.Change(no, d.address(), Objects.requireNonNull(back.get(d.address()))))));
        stores.doors().renumber(changes, act.effective(), at, true);
        // What is believed of the day of the act changes; that it was revoked is said from today on.
        Doors.Note note = new Doors.Note(
                id,
                RegistrationKind.REVOKE,
                stores.rules().template("RENUMBER_REVOKED", by.filedOn()),
                by.filedOn(),
                by.filedOn(),
                at);
        String called =
                stores.rules().template("KIND_" + act.kind(), by.filedOn()).text();
        Set<HouseholdNo> households = annotate(
                note,
                changes,
                c -> Map.of(
                        "registration", called,
                        "reason", reason.strip(),
                        "eventDate", RocDate.annotation(act.effective()),
                        "filedOn", RocDate.annotation(by.filedOn())));
        conclude(note, act.id(), REVOKE, households, supervisor);
    }

    private Registrations.Recorded by(OfficeCode office, Actor supervisor, Instant at) {
        return new Registrations.Recorded(supervisor, office, LocalDate.now(clock), at);
    }

    private Set<HouseholdNo> annotate(
            Doors.Note note, List<Doors.Change> changes, Function<Doors.Change, Map<String, String>> parameters) {
        Map<HouseholdNo, Map<String, String>> texts = new LinkedHashMap<>();
        changes.forEach(c -> texts.put(c.household(), parameters.apply(c)));
        stores.doors().annotate(note, texts);
        return texts.keySet();
    }

    /** Versions, trail and event. */
    private void conclude(
            Doors.Note note, RegistrationId renumbering, String action, Set<HouseholdNo> households, Actor supervisor) {
        RegistrationId id = note.registration();
        stores.registrations().touchAll(id, Doors.numbers(households), note.at());
        String object = String.valueOf(id.value());
        List<Act> acts = new ArrayList<>();
        String counts = "households=%d effective=%s".formatted(households.size(), note.eventDate());
        acts.add(new Act(supervisor, action, object, null, Act.Outcome.DONE, counts));
        stores.doors().bearers(households).forEach(number -> acts.add(Act.done(supervisor, action, object, number)));
        audit.record(acts);
        events.publishEvent(new DoorsRenumbered(id, renumbering, note.kind(), supervisor.alone()));
    }
}
