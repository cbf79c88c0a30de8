package tw.onestop.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.intake.Reported;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** The machines' door for reports. */
@ProductTest
class ReportsApiTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    ReportsApi api;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private MockMvc http;

    @BeforeEach
    void aHealthCentreCalls() {
        http = MockMvcBuilders.standaloneSetup(api).build();
        calls("HEALTH-09007010");
    }

    @AfterEach
    void leaves() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void aReportIsTakenOnceAndItsNextVersionReplacesIt() throws Exception {
        String number = Reported.nextNumber();
        String body = birth("連江縣");
        assertThat(put(number, body).getStatus()).isEqualTo(201);
        assertThat(put(number, body).getStatus()).isEqualTo(200);
        MockHttpServletResponse second = put(number, body.replace("連江縣", "臺北市"));
        assertThat(second.getStatus()).isEqualTo(201);
        JsonNode answer = JSON.readTree(second.getContentAsString(StandardCharsets.UTF_8));
        assertThat(answer.path("version").asInt()).isEqualTo(2);
        assertThat(answer.path("reportNo").asString()).isEqualTo(number);
    }

    @Test
    void everythingWrongIsNamedAtOnce() throws Exception {
        JsonNode problem = problem(put(Reported.nextNumber(), "{\"kind\":\"BIRTH\",\"nationalId\":\"A1\"}"), 400);
        assertThat(problem.path("code").asString()).isEqualTo("paramsValidation");
        assertThat(problem.path("invalidParams").toString())
                .contains(
                        "\"nationalId\"", "\"invalid\"", "\"eventDate\"", "\"missing\"", "Give the day of the event.");
        problem(put(Reported.nextNumber(), "[1]"), 400);
        problem(put(Reported.nextNumber(), "{"), 400);
        problem(put("not-a-number-because-it-is-far-too-long-for-one", birth("連江縣")), 400);
    }

    @Test
    void anAgencyThatDoesNotReportIsToldSo() throws Exception {
        calls("LAND");
        JsonNode problem = problem(put(Reported.nextNumber(), birth("連江縣")), 403);
        assertThat(problem.path("code").asString()).isEqualTo("reportNotAllowed");
    }

    private String birth(String place) {
        People.Home home = people.household("09007010001", "介接路1號")
                .head("林美", Sex.FEMALE, LocalDate.of(1990, 3, 4))
                .found();
        var values = Reported.birth(home.person(0), LocalDate.now(clock), "FEMALE");
        values.put("place", place);
        return JSON.writeValueAsString(values);
    }

    private MockHttpServletResponse put(String number, String body) throws Exception {
        return http.perform(MockMvcRequestBuilders.put("/v1/reports/{n}", number)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body.getBytes(StandardCharsets.UTF_8)))
                .andReturn()
                .getResponse();
    }

    private static JsonNode problem(MockHttpServletResponse response, int status) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        return JSON.readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }

    private static void calls(String agency) {
        TestingAuthenticationToken caller =
                new TestingAuthenticationToken(Actor.system("client-" + agency, new AgencyCode(agency)), "", "AGENCY");
        caller.setAuthenticated(true);
        SecurityContextHolder.getContext().setAuthentication(caller);
    }
}
