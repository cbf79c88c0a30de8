package tw.onestop.link.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tw.onestop.LinkWorld;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.FeedDesk;
import tw.onestop.link.QueryDesk.Occasion;

/** 全量介接: an extract counts as the queries that its people would have been. */
@ProductTest
class ExtractApiTests {

    private static final AgencyCode NIA = new AgencyCode("NIA");
    private static final Actor MACHINE = Actor.system("client-nia", NIA);
    private static final int FOLLOWED = 12;

    @Autowired
    ExtractApi extract;

    @Autowired
    FeedDesk feed;

    @Autowired
    GrantDesk grants;

    @Autowired
    LinkWorld world;

    @Autowired
    TestClock clock;

    private final String purpose = "EXTR-" + Math.floorMod(System.nanoTime(), 1_000_000_000L);
    private MockMvc http;

    @BeforeEach
    void twelveAreFollowed() {
        clock.goTo(LocalDate.of(2026, 3, 2));
        http = MockMvcBuilders.standaloneSetup(extract).build();
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(MACHINE, "", "AGENCY", "LINKED"));
        world.grant("NIA", purpose, "name");
        for (int i = 0; i < FOLLOWED; i++) {
            Occasion occasion = new Occasion(UUID.randomUUID(), purpose, "C-1", LinkWorld.OFFICER);
            String number = world.someone("全量路%d號".formatted(i + 1))
                    .numbers()
                    .getFirst()
                    .value();
            assertThat(feed.follow("%s-%d".formatted(purpose, i), occasion, number, MACHINE))
                    .isInstanceOf(FeedDesk.Following.Follows.class);
        }
    }

    @AfterEach
    void leaves() {
        SecurityContextHolder.clearContext();
        world.end("NIA", purpose);
        clock.reset();
    }

    private void granted(int mostIds, int perMinute) {
        LocalDate today = LocalDate.now(clock);
        grants.give(
                new Grant(
                        purpose,
                        NIA,
                        "測試",
                        "Test",
                        "測試",
                        Set.of("name"),
                        mostIds,
                        perMinute,
                        today,
                        today.plusYears(1),
                        null),
                Actor.rule("test"));
    }

    private MockHttpServletResponse extracted() throws Exception {
        return http.perform(MockMvcRequestBuilders.get("/v1/extract")
                        .header("RIS-Purpose-Id", purpose)
                        .header("RIS-Case-No", "C-1")
                        .header("RIS-User-Id", LinkWorld.OFFICER))
                .andReturn()
                .getResponse();
    }

    private void whole(MockHttpServletResponse response, String limit) throws Exception {
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8).lines())
                .hasSize(FOLLOWED + 2)
                .last()
                .asString()
                .contains("\"count\":" + FOLLOWED);
        assertThat(response.getHeader("RateLimit")).startsWith(limit);
    }

    @Test
    void itTakesAsManyQueriesAsItsPeopleWouldHaveBeen() throws Exception {
        clock.advance(Duration.ofMinutes(1));
        granted(5, 10); // twelve people are three queries about five
        whole(extracted(), "\"query\";r=7;t=");
        granted(12, 10);
        whole(extracted(), "\"query\";r=6;t=");
    }

    @Test
    void whatAMinuteDoesNotHaveIsOwedByThoseAfterIt() throws Exception {
        clock.advance(Duration.ofMinutes(1));
        granted(2, 2); // twelve people are six queries, of three minutes
        whole(extracted(), "\"query\";r=0;t=");
        clock.advance(Duration.ofMinutes(1));
        MockHttpServletResponse refused = extracted();
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(Integer.parseInt(String.valueOf(refused.getHeader("Retry-After"))))
                .as("this minute and the next are paid for")
                .isBetween(61, 120);
        clock.advance(Duration.ofMinutes(1));
        assertThat(extracted().getStatus()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(extracted().getStatus()).isEqualTo(200);
    }
}
