package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.LinkWorld;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffDesk;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** 查詢名冊: for whom an agency's machine is answered once their account is closed or became another. */
class RosterInterfaceTests extends ClientCase {

    private static final AgencyCode TAX = new AgencyCode("NTAX");
    private static final Actor MINISTRY = Actor.rule("test.ministry");

    @Autowired
    LinkWorld link;

    @Autowired
    AccessDesk access;

    @Autowired
    StaffDesk staff;

    @Autowired
    GrantDesk grants;

    private final String unique = String.valueOf(Math.floorMod(System.nanoTime(), 1_000_000_000L));
    private final String purpose = "ROSTER-" + unique;
    private final String officer = "roster-" + unique;
    private Machine tax;

    @BeforeEach
    void anOfficerWithAnAccount() {
        tax = country.machine("NTAX");
        link.grant("NTAX", purpose, "name");
        open(Set.of(Role.OFFICER), TAX);
        grants.name(TAX, officer, People.nextId(Sex.FEMALE), MINISTRY);
        grants.reserve(TAX, purpose, Set.of(officer, LinkWorld.OFFICER), MINISTRY);
        asked(officer).is(200);
    }

    @AfterEach
    void ends() {
        link.end("NTAX", purpose);
    }

    @Test
    void whoseAccountIsClosedIsOffTheRosterThatDay() {
        staff.close(officer);
        asked(officer).problem(403, "unknownUser");
        assertThat(grants.onRoster(TAX, officer)).isEmpty();
        assertThat(grants.officers(TAX, purpose)).containsExactly(LinkWorld.OFFICER);
        asked(LinkWorld.OFFICER).is(200);
    }

    @Test
    void whoBecomesSomebodyElsesOfficerIsOffTheRosterOfTheFormer() {
        open(Set.of(Role.OFFICER), TAX);
        asked(officer).is(200);
        open(Set.of(Role.OFFICER), new AgencyCode("LTAX"));
        asked(officer).problem(403, "unknownUser");
    }

    private void open(Set<Role> roles, AgencyCode agency) {
        access.open(new StaffMember(officer, "名冊承辦", roles, null, agency), "correct horse battery staple");
    }

    private Answer asked(String user) {
        return tax.on(
                "POST",
                "/v1/persons/query",
                "{\"nationalIds\":[\"%s\"],\"fields\":[\"name\"]}"
                        .formatted(People.nextId(Sex.MALE).value()),
                "RIS-Purpose-Id",
                purpose,
                "RIS-Case-No",
                "115-R-1",
                "RIS-User-Id",
                user,
                "RIS-Transaction-Id",
                UUID.randomUUID().toString());
    }
}
