package tw.onestop.notice;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.Address;
import tw.onestop.registry.DoorsRenumbered;
import tw.onestop.registry.Renumbering;
import tw.onestop.registry.RenumberingDesk;

/**
 * 門牌整編之整批通報: one notice for each agency and act, in the transaction of the act, with the doors and with nobody who lives there:
 * whoever holds addresses of doors moves them by the table, also of people of whom the register knows nothing.
 */
@Component
class RenumberedDoors {

    private static final Actor RULE = Actor.rule("notice.renumbering");

    private final RenumberingDesk renumberings;
    private final Whom whom;
    private final Announcing announcing;
    private final AuditDesk audit;
    private final Clock clock;

    RenumberedDoors(RenumberingDesk renumberings, Whom whom, Announcing announcing, AuditDesk audit, Clock clock) {
        this.renumberings = renumberings;
        this.whom = whom;
        this.announcing = announcing;
        this.audit = audit;
        this.clock = clock;
    }

    /** 受通報對象 of a renumbering: the rules and who answers for them in a township. */
    @Component
    record Whom(StatutoryRules rules, AgencyDesk agencies) {}

    /**
     * {@code data} of the envelope, as its schema describes it.
     *
     * @param reference 公告文號
     * @param office eight digits
     * @param takenBack whether the old doors hold again from the same day on
     */
    record Data(
            String programme,
            String change,
            String kind,
            String reference,
            String office,
            LocalDate effectiveDate,
            boolean takenBack,
            List<Door> doors,
            Instant recordedAt) {

        /** 門牌, before and after. */
        record Door(At before, At after) {}

        record At(String full, String villageCode, int neighbourhood, String street) {

            static At of(Address address) {
                return new At(address.full(), address.villageCode(), address.neighbourhood(), address.street());
            }
        }
    }

    @EventListener
    void on(DoorsRenumbered event) {
        // Read for nobody: of a door it is no secret how it was called and is called now.
        Renumbering act = renumberings
                .renumbering(event.renumbering(), event.by())
                .orElseThrow(() -> new IllegalStateException("renumbering %d is not there"
                        .formatted(event.renumbering().value())));
        boolean takenBack = !event.registration().equals(event.renumbering());
        Data data = data(act, takenBack);
        Set<AgencyCode> told = new LinkedHashSet<>();
        List<String> nobody = new ArrayList<>();
        whom.rules()
                .inForce(List.of(act.kind()), LocalDate.now(clock))
                .forEach(rule -> townships(act)
                        .forEach(township -> whom.agencies()
                                .responsible(rule.responsibility(), township)
                                .map(Agency::code)
                                .ifPresentOrElse(told::add, () -> nobody.add(rule.responsibility() + "-" + township))));
        String type = Programme.type(data.programme(), data.change());
        announcing.tell(List.copyOf(told), type, data, Optional.of(event.registration()));
        audit.record(new Act(
                RULE,
                "notice.renumbering",
                String.valueOf(event.registration().value()),
                null,
                Act.Outcome.DONE,
                "doors=%d agencies=%d unassigned=%s"
                        .formatted(data.doors().size(), told.size(), String.join(",", nobody))));
    }

    private static Data data(Renumbering act, boolean takenBack) {
        return new Data(
                "renumbering",
                takenBack ? "revocation" : "doors",
                act.kind().name(),
                act.reference(),
                act.office().value(),
                act.effective(),
                takenBack,
                act.doors().stream()
                        .filter(door -> !door.masked())
                        .map(door -> new Data.Door(
                                Data.At.of(takenBack ? door.after() : door.before()),
                                Data.At.of(takenBack ? door.before() : door.after())))
                        .toList(),
                act.recordedAt());
    }

    /** Where the doors lay and lie. */
    private static Set<String> townships(Renumbering act) {
        Set<String> townships = new LinkedHashSet<>();
        act.doors().stream()
                .filter(door -> !door.masked())
                .flatMap(door -> Stream.of(door.before(), door.after()))
                .map(Address::townshipCode)
                .forEach(townships::add);
        return townships;
    }
}
