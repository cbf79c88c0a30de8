package tw.onestop.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tw.onestop.ProductTest;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.OfficeCode;

/** Every door there is, tried by everybody. A new one must be entered here, or it is found. */
@ProductTest
@ExtendWith(OutputCaptureExtension.class)
class DoorTests {

    private static final String PASSWORD = "correct horse battery";

    /** Open to all the world. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /",
            "GET /sign-in",
            "POST /sign-in/certificate/challenge",
            "GET /progress",
            "POST /progress",
            "POST /progress/withdraw",
            "GET /photo",
            "POST /photo",
            "GET /mine",
            "POST /mine",
            "POST /mine/challenge",
            "GET /mine/log",
            "POST /mine/leave",
            "GET /catalogue",
            "GET /catalogue/laws",
            "GET /catalogue/asked",
            "POST /catalogue/asked",
            "GET /statistics",
            "GET /statistics/areas",
            "GET /statistics/agencies",
            "GET /statistics/open",
            "GET /statistics/services.csv",
            "GET /statistics/services.ods",
            "GET /statistics/open.csv",
            "GET /statistics/open.ods",
            "POST /v1/progress",
            "GET /sheet",
            "POST /sheet",
            "GET /sheet/file",
            "POST /sheet/file",
            "GET /.well-known/seal-certificates.pem",
            "GET /v1/audit/checkpoint",
            "GET /v1/audit/key",
            "GET /v1/audit/forks",
            "GET /v1/audit/proof",
            "GET /v1/audit/consistency",
            "POST /oauth2/token",
            "GET /progress/withdraw",
            "GET /docs/api",
            "GET /v3/api-docs",
            "GET /v3/api-docs.yaml",
            "GET /.well-known/jwks.json",
            "GET /.well-known/oauth-authorization-server",
            "GET /.well-known/oauth-protected-resource",
            "GET /actuator/health",
            "GET /actuator/health/**");

    /** Who may open what lies below; the longest rule counts. */
    private static final Map<String, Set<Role>> STAFF = Map.of(
            "/counter", Set.of(Role.CLERK, Role.SUPERVISOR),
            "/counter/marks", Set.of(Role.SUPERVISOR),
            "/supervisor", Set.of(Role.SUPERVISOR),
            "/bureau", Set.of(Role.OFFICER),
            "/county", Set.of(Role.COUNTY),
            "/ministry", Set.of(Role.MINISTRY),
            "/actuator", Set.of(Role.OPERATOR),
            "/account", Set.of(Role.values()));

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    ApplicationContext house;

    @Test
    void everyDoorHasItsRule() {
        assertThat(doors()).hasSizeGreaterThan(40).allMatch(door -> ruled(door), "has a rule in this test");
        assertThat(PUBLIC)
                .allMatch(open ->
                        doors().stream().anyMatch(door -> door.toString().equals(open)));
    }

    @Test
    void withoutSigningInOnlyThePublicDoorsAreOpen() {
        for (Door door : doors()) {
            HttpResponse<String> answer = new Browser(port).knock(door.method(), door.path(), false);
            boolean closed = answer.statusCode() == 401
                    || answer.statusCode() == 403
                    || (answer.statusCode() == 302 && Browser.target(answer).equals("/sign-in"));
            boolean open = PUBLIC.contains(door.toString());
            boolean form = open
                    && door.method().equals("POST")
                    && (door.path().startsWith("/progress")
                            || door.path().startsWith("/photo")
                            || door.path().startsWith("/catalogue")
                            || door.path().startsWith("/sheet")
                            || door.path().startsWith("/mine")
                            || door.path().startsWith("/sign-in"));
            assertThat(closed).as(door + " answered " + answer.statusCode()).isEqualTo(!open || form);
        }
    }

    @Test
    void everyRoleOpensItsOwnDoorsAndNoOther() {
        for (Role role : Role.values()) {
            Browser browser = signedIn(role);
            for (Door door : doors()) {
                if (PUBLIC.contains(door.toString())) {
                    continue;
                }
                int status = browser.knock(door.method(), door.path(), true).statusCode();
                Optional<Set<Role>> may = allowed(door);
                String who = role + " at " + door + " got " + status;
                if (may.isEmpty()) {
                    assertThat(status).as(who).isEqualTo(401);
                } else if (may.get().contains(role)) {
                    assertThat(status).as(who).isNotIn(401, 403);
                } else {
                    assertThat(status).as(who).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void everyFormWithoutItsTokenIsRefused() {
        for (Role role : Role.values()) {
            Browser browser = signedIn(role);
            for (Door door : doors()) {
                if (door.method().equals("POST")
                        && !door.path().startsWith("/v1/")
                        && !door.path().startsWith("/oauth2/")) {
                    assertThat(browser.knock("POST", door.path(), false).statusCode())
                            .as(role + " at " + door)
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void everyAnswerForbidsFramesAndSniffingAndForeignContent() {
        for (String path : List.of("/", "/sign-in", "/docs/api", "/v1/notices", "/nothing", "/assets/css/bureau.css")) {
            HttpResponse<String> answer = new Browser(port).get(path);
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).as(path).contains("DENY");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
        }
    }

    @Test
    void anErrorTellsABrowserAPageAndAMachineAProblem() {
        Browser clerk = signedIn(Role.CLERK);
        HttpResponse<String> page = clerk.get("/counter/receipts/000000000000");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(clerk.knock("PUT", "/counter", true)
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith("text/html");
    }

    @Test
    void whatSomebodyTypesIntoAnAddressDoesNotReachTheLog(CapturedOutput log) {
        Browser clerk = signedIn(Role.CLERK);
        clerk.get("/counter/persons/A123456789");
        clerk.get("/counter/receipts/A123456789");
        clerk.get("/counter/%E7%8E%8B%E5%B0%8F%E6%98%8E");
        clerk.get("/counter/villages?q=A123456789");
        clerk.get("/counter/nothing%0d%0aINJECTED/a123456789");
        clerk.post("/counter/search", Map.of("q", "A123456789", "by", "nonsense"));
        new Browser(port).signIn("A123456789\r\nINJECTED", "A123456789");
        new Browser(port).get("/v1/persons/A123456789");
        assertThat(log.getAll()).contains("reference");
        assertThat(log.getAll().toUpperCase(java.util.Locale.ROOT))
                .doesNotContain("A123456789", "%E7%8E%8B", "王小明", "INJECTED\n", "\nINJECTED");
    }

    private Browser signedIn(Role role) {
        String username = "door-" + role;
        boolean office = role == Role.CLERK || role == Role.SUPERVISOR;
        access.open(
                new StaffMember(
                                username,
                                "測試員",
                                Set.of(role),
                                office ? new OfficeCode("09007010") : null,
                                role == Role.OFFICER ? new AgencyCode("TAIPOWER") : null)
                        .overseeing(role == Role.COUNTY ? new CountyCode("09007") : null),
                PASSWORD);
        Browser browser = new Browser(port);
        assertThat(browser.signIn(username, PASSWORD).statusCode()).isEqualTo(302);
        browser.get("/account");
        return browser;
    }

    private static boolean ruled(Door door) {
        return PUBLIC.contains(door.toString())
                || door.path().startsWith("/v1/")
                || allowed(door).isPresent();
    }

    /** Empty for machines' doors. */
    private static Optional<Set<Role>> allowed(Door door) {
        return STAFF.entrySet().stream()
                .filter(rule -> door.path().equals(rule.getKey()) || door.path().startsWith(rule.getKey() + "/"))
                .max(java.util.Comparator.comparingInt(rule -> rule.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private List<Door> doors() {
        Map<String, Door> doors = new LinkedHashMap<>();
        house.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(info -> {
                    for (String pattern : new TreeSet<>(info.getPatternValues())) {
                        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                        List<String> names =
                                new ArrayList<>(methods.stream().map(Enum::name).toList());
                        if (names.isEmpty()) {
                            names.add("GET");
                        }
                        names.forEach(name -> doors.put(name + " " + pattern, new Door(name, pattern)));
                    }
                }));
        // The error page is for the dispatcher of errors alone: asked for directly it is closed.
        doors.remove("GET /error");
        return List.copyOf(doors.values());
    }

    /** 門: one way into the product. */
    private record Door(String method, String pattern) {

        /** An address that the pattern matches. */
        String path() {
            return pattern.replaceAll("\\{[^}]*}", "0").replace("**", "0");
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }
}
