package tw.onestop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.Receiving;
import tw.onestop.kernel.AgencyCode;

/** The invented receivers of a demonstration are entered by the ministry's desk, and one is left to sign. */
@ProductTest
class AlliancesTests {

    private static final LocalDate LATER = LocalDate.of(2042, 1, 16);

    @Autowired
    ApplicationContext product;

    @Autowired
    AgencyDesk agencies;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void theyAreOfferedWhereTheyServeAndOneWaits() {
        clock.goTo(LATER);
        Alliances.found(product);
        Alliances.found(product);

        assertThat(agencies.capabilities(LATER).stream()
                        .map(row -> row.agency().value())
                        .filter(code -> code.startsWith("EX-"))
                        .distinct())
                .hasSize(6)
                .contains(Alliances.CABLE, "EX-PT-GAS");
        assertThat(agencies.coverage(new AgencyCode(Alliances.CABLE), LATER).covers(Set.of("09007010")))
                .isTrue();
        assertThat(agencies.coverage(new AgencyCode("EX-PT-FARMERS"), LATER).covers(Set.of("10013020")))
                .isFalse();
        assertThat(Receiving.waiting(proposals, "EX-PT-CATV").waits()).isTrue();
    }
}
