package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.link.QueryDesk;
import tw.onestop.registry.Forms;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RenumberingDesk;
import tw.onestop.registry.RenumberingForm;

/** Grants and rosters for independent clients of the linkage. */
@Component
public class LinkWorld {

    public static final String OFFICER = "officer-1";

    private static final Actor MINISTRY = Actor.rule("test");

    private static final String VILLAGE = "09007010001";
    private static final Actor CLERK = People.clerk(VILLAGE);

    private final GrantDesk grants;
    private final Registering registering;
    private final People people;
    private final QueryDesk queries;
    private final Clock clock;

    LinkWorld(GrantDesk grants, Registering registering, People people, QueryDesk queries, Clock clock) {
        this.grants = grants;
        this.registering = registering;
        this.people = people;
        this.queries = queries;
        this.clock = clock;
    }

    /** 登記, by which things change, each within a transaction. */
    @Component
    record Registering(
            RegistryDesk registry, RenumberingDesk renumbering, MarkDesk marks, TransactionTemplate transaction) {}

    /** Somebody who lives alone. */
    public People.Home someone(String street) {
        return people.household(VILLAGE, street)
                .head("追蹤人", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
    }

    public RegistrationId move(People.Home home, String street) {
        return recorded(Forms.addressChange(home.person(0), today(), VILLAGE, street));
    }

    public RegistrationId rename(People.Home home, String name) {
        return recorded(Forms.nameChange(home.person(0), name));
    }

    /** Another number for somebody; which one. */
    public String newNumber(People.Home home) {
        RegistrationId registration = recorded(Forms.idNumber(home.person(0), "OTHER"));
        return registering.registry().registration(registration, CLERK).orElseThrow().affected().stream()
                .filter(affected -> affected.person().equals(home.id(0)))
                .findFirst()
                .orElseThrow()
                .nationalId()
                .value();
    }

    public void revoke(People.Home home, String name, RegistrationId registration) {
        recorded(Forms.revocation(home.person(0), registration, today())
                .by(home.numbers().getFirst().value(), name, "SELF"));
    }

    /** All doors of a street get the second number instead of the first. */
    public void renumber(String street, String from, String to) {
        OfficeCode office = new OfficeCode(VILLAGE.substring(0, 8));
        Actor first = Actor.staff("supervisor-1", office);
        Actor second = Actor.staff("supervisor-2", office);
        RenumberingForm form = new RenumberingForm(
                VILLAGE, "", street, from + "," + to, "", "", "", RocDate.compact(LocalDate.now(clock)), "連民字第9號");
        RenumberingDesk desk = registering.renumbering();
        registering
                .transaction()
                .executeWithoutResult(
                        _ -> desk.enact(form, desk.preview(form, first).mark(), first));
        registering.transaction().executeWithoutResult(_ -> {
            RenumberingDesk.Proposed prepared = desk.proposals(second).stream()
                    .filter(one -> one.typed().street().equals(street))
                    .findFirst()
                    .flatMap(one -> desk.proposal(one.id(), second))
                    .orElseThrow();
            RenumberingDesk.Decision approved = new RenumberingDesk.Decision(
                    "APPROVED", "", prepared.preview().mark());
            if (desk.decide(prepared.proposal().id(), approved, second).id() == null) {
                throw new AssertionError(prepared.preview().refusals());
            }
        });
    }

    /** From now on the officer of this number may not see this person. */
    public void bar(People.Home home, NationalId officer) {
        List<Refusal> refusals = Objects.requireNonNull(registering
                .transaction()
                .execute(_ -> registering
                        .marks()
                        .place(
                                new MarkForm(
                                        home.id(0),
                                        "PROTECTION_ORDER",
                                        "PERSON",
                                        "115年度家護字第91號",
                                        officer.value(),
                                        "",
                                        ""),
                                CLERK)));
        if (!refusals.isEmpty()) {
            throw new AssertionError(refusals);
        }
    }

    private RegistrationId recorded(Forms form) {
        Recording recording = Objects.requireNonNull(registering
                .transaction()
                .execute(_ -> registering.registry().record(List.of(form.form()), Map.of(), CLERK)));
        if (recording instanceof Recording.Recorded done) {
            return done.registrations().getFirst();
        }
        throw new AssertionError(recording);
    }

    private String today() {
        return RocDate.slashed(LocalDate.now(clock));
    }

    /** The agency may read these for this purpose, and has an officer on its roster. */
    public void grant(String agency, String purpose, String... fields) {
        LocalDate today = LocalDate.now(clock);
        AgencyCode code = new AgencyCode(agency);
        grants.give(
                new Grant(
                        purpose,
                        code,
                        "遺產稅及扶養親屬審查",
                        "Inheritance tax and dependants",
                        "稅捐稽徵法第30條",
                        Set.of(fields),
                        5,
                        6000, // extracts one after the other count as all their people
                        today,
                        today.plusYears(5).minusDays(1),
                        null),
                MINISTRY);
        if (grants.onRoster(code, OFFICER).isEmpty()) {
            grants.name(code, OFFICER, officerNumber(), MINISTRY);
        }
    }

    /** Another number for the officer: one that marks can bar. */
    public NationalId another(String agency) {
        NationalId number = officerNumber();
        grants.name(new AgencyCode(agency), OFFICER, number, MINISTRY);
        return number;
    }

    public void end(String agency, String purpose) {
        grants.end(new AgencyCode(agency), purpose, "test", MINISTRY);
    }

    /** The officer's query for somebody's name, sent by the agency's machine; which one. */
    public UUID asked(String agency, String purpose, String caseNo, People.Home home) {
        return asked(agency, purpose, caseNo, home, UUID.randomUUID());
    }

    /** The same under an id of the machine's own. */
    public UUID asked(String agency, String purpose, String caseNo, People.Home home, UUID transactionId) {
        assertThat(queries.query(
                        new QueryDesk.Query(
                                new QueryDesk.Occasion(transactionId, purpose, caseNo, OFFICER),
                                List.of(home.numbers().getFirst().value()),
                                List.of("name"),
                                List.of(),
                                null,
                                null,
                                List.of()),
                        Actor.system("client-" + agency.toLowerCase(Locale.ROOT), new AgencyCode(agency))))
                .isInstanceOf(QueryDesk.Answer.Answered.class);
        return transactionId;
    }

    private static NationalId officerNumber() {
        return People.nextId(Sex.FEMALE);
    }
}
