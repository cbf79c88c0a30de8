package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.People;

/** What journeys share that go from the counter over the agency's officer to the citizen's page. */
abstract class AnsweredJourney extends CounterJourney {

    @Autowired
    AgencyDesk agencies;

    @Autowired
    NoticeDesk notices;

    private final Map<AgencyCode, Agency.Door> doors = new ConcurrentHashMap<>();

    @BeforeEach
    void agenciesThatReadTheWebInbox() {
        for (String code : List.of("LIA", "NHIA", "BLI", "MND", "NTAX", "LTAX", "TAIPOWER", "BOCA")) {
            AgencyCode agency = new AgencyCode(code);
            doors.put(agency, agencies.find(agency).orElseThrow().door());
            agencies.chooseDoor(agency, Agency.Door.INBOX);
        }
    }

    @AfterEach
    void theirDoorsAsBefore() {
        doors.forEach(agencies::chooseDoor);
    }

    /** From the page of what was concluded. */
    Receipt receipt(Clerk clerk) {
        String receiptNo = clerk.page().locator(".counter-done__no").textContent();
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/counter/receipts/**");
        return notices.receipt(receiptNo, People.clerk(Clerk.NANGAN)).orElseThrow();
    }

    Walk officer(String agency) {
        return Walk.of(
                new StaffMember("walk-officer-" + agency, "張承辦", Set.of(Role.OFFICER), null, new AgencyCode(agency)),
                access,
                port);
    }

    /** Finds the notice in the inbox of the agency, reads it and answers that it is done. */
    void officer(String agency, Receipt receipt, List<String> words, String picture, boolean mayRefuse) {
        try (Walk officer = officer(agency)) {
            find(officer, receipt.receiptNo(), words.getFirst());
            officer.fits(picture);
            assertThat(officer.text()).contains(words);
            assertThat(officer.page().innerText("dl.bureau-facts")).doesNotContainPattern("bureau\\.|\\bdetails\\b");
            assertThat(officer.page().locator("#status-rejected").count()).isEqualTo(mayRefuse ? 1 : 0);
            done(officer);
        }
    }

    /** Opens the inbox until the notice is in it, and then the notice. */
    static void find(Walk officer, String receiptNo, String named) {
        String line = "tbody tr:has-text('" + receiptNo + "'):has-text('" + named + "') a";
        Instant giveUp = Instant.now().plusSeconds(60);
        do {
            assertThat(Instant.now()).as("nothing came of " + named).isBefore(giveUp);
            officer.open("/bureau?caseNo=" + receiptNo);
        } while (officer.page().locator(line).count() == 0);
        officer.page().locator(line).first().focus();
        officer.press("Enter");
        officer.arrive("**/bureau/notices/*");
    }

    static void done(Walk officer) {
        officer.tabTo("status-received");
        officer.press("ArrowDown", "Enter");
        officer.arrive("**/bureau");
    }

    /** The citizen reads of each agency and matter that it is done, and how the page means it. */
    void citizen(Receipt receipt, String means, String... named) {
        try (Walk citizen = follow(receipt)) {
            for (String one : named) {
                assertThat(citizen.page().innerText(item(one))).contains("已完成", means);
            }
            citizen.flawless();
        }
    }

    static String item(String named) {
        return ".progress__item:has-text('" + named + "')";
    }

    People.Home family(String street) {
        return people.household(JIESHOU, street)
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1985, 3, 4))
                .found();
    }

    /** The head of a household of two, up to the notices. */
    void death(Clerk clerk, People.Home home) {
        clerk.find(home.numbers().getFirst().value());
        death(clerk, 1);
    }
}
