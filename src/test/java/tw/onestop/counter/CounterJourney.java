package tw.onestop.counter;

import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Household;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** What the journeys over the counter share: two townships, and short words for asking the register. */
@ProductTest
abstract class CounterJourney {

    static final String JIESHOU = "09007010001";
    static final String LIUHOU = "65000010001";

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    RegistryDesk registry;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @AfterEach
    void theClockAsBefore() {
        clock.reset();
    }

    static String box(String agency, PersonId person) {
        return "c-%s/ADDRESS/%d".formatted(agency, person.value());
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    String daysAgo(int days) {
        return RocDate.compact(today().minusDays(days));
    }

    Person person(PersonId id) {
        return registry.person(id, AsOf.on(today()), People.clerk(JIESHOU)).orElseThrow();
    }

    Household household(HouseholdNo no) {
        return registry.household(no, AsOf.on(today()), People.clerk(JIESHOU)).orElseThrow();
    }

    /** The citizen's page of this receipt. */
    Walk follow(Receipt receipt) {
        Walk citizen = Walk.of(port);
        citizen.open("/progress");
        citizen.fill("receiptNo", receipt.receiptNo());
        citizen.fill("code", receipt.queryCode());
        citizen.press("Enter");
        citizen.see("#result");
        return citizen;
    }

    /**
     * 死亡登記 of the head whose page is open, who died the day before yesterday, up to the notices.
     *
     * @param newHead place among those who may be
     */
    void death(Clerk clerk, int newHead) {
        clerk.begin(RegistrationKind.DEATH);
        clerk.walk.type(daysAgo(2));
        clerk.walk.fill("f-deathPlace", "連江縣立醫院");
        clerk.answer("idCardReturned", 0);
        clerk.pick("f-newHead", newHead);
        clerk.papers();
        clerk.pick("f-applicant.fill", 1);
        clerk.toNotices();
    }
}
