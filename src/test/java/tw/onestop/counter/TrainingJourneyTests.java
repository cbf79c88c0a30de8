package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tw.onestop.OneStopApplication;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.demo.TrainingHouse;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** 練習模式, beside the register's program: what is done in the one is nowhere in the other, and nobody takes it for the other. */
@SpringBootTest(classes = OneStopApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TrainingJourneyTests.Database.class)
@DirtiesContext // its pool would stand idle until the last test of all
class TrainingJourneyTests {

    /** A register of its own, in which nobody else counts. */
    static class Database extends TestDatabase {

        @Override
        protected String name() {
            return "beside_training";
        }
    }

    private static final TrainingHouse TRAINING = TrainingHouse.prepared();
    private static final String MARK = "練習用，無效";
    private static final StaffMember CLERK = member("trainee", "林志明", Role.CLERK);
    private static final StaffMember SUPERVISOR = member("trainer", "陳主任", Role.SUPERVISOR);
    private static final List<String> TABLES = List.of(
            "registry.registration",
            "registry.annotation",
            "registry.stay",
            "registry.stay_superseded",
            "registry.person",
            "notice.application",
            "notice.item",
            "exchange.outbox",
            "exchange.attempt");

    private static boolean open;

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    People people;

    @Autowired
    Clock clock;

    @DynamicPropertySource
    static void training(DynamicPropertyRegistry settings) {
        settings.add("onestop.training.url", TRAINING::url);
        settings.add("onestop.training.hand-over-key", TRAINING::handOverKey);
    }

    @BeforeEach
    void openTheCopy() throws IOException {
        if (!open) {
            TRAINING.open(port);
            open = true;
        }
    }

    @AfterAll
    static void closeTheCopy() {
        TRAINING.close();
    }

    @Test
    void aClerkPractisesByKeyboardAndEveryPageAndPaperSaysSo() throws IOException {
        Map<String, Long> register = counted(register());
        Map<String, Long> copy = counted(copy());
        long acts;
        try (Walk walk = Walk.of(CLERK, access, port)) {
            enter(walk);
            acts = done();
            String receiptNo = register(Clerk.of(walk), TrainingHouse.somebody());
            assertThat(receiptNo).startsWith("9").hasSize(12);
            assertThat(walk.page().locator(".counter-done__no").isVisible()).isTrue();
            walk.open("/counter/receipts/" + receiptNo);
            marked(walk);
            assertThat(walk.text()).contains("不送出");
            assertThat(text(walk.page()
                            .request()
                            .get(TRAINING.url() + "/counter/receipts/" + receiptNo + ".pdf")
                            .body()))
                    .allMatch(page -> page.contains(MARK) && page.contains("TRAINING COPY, NOT VALID"));
            for (String page : List.of("/counter/applications", "/counter/work", "/progress", "/", "/account")) {
                walk.open(page);
                walk.flawless();
                marked(walk);
            }
            walk.open("/nowhere");
            marked(walk);
            walk.open("/counter?lang=en");
            marked(walk);
        }
        assertThat(counted(register())).isEqualTo(register);
        assertThat(counted(copy()))
                .isNotEqualTo(copy)
                .containsEntry("registry.registration", one(copy) + 1)
                .containsEntry("exchange.attempt", 0L);
        assertThat(copy().sql("select count(*) from exchange.outbox where state <> 'PENDING'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(done()).as("acts in the register's trail").isEqualTo(acts);
    }

    @Test
    void whatAClerkScoresInTheCopyIsBroughtOverOnceAndTheCountySeesIt() {
        String voucher;
        try (Walk walk = Walk.of(CLERK, access, port)) {
            enter(walk);
            walk.open("/counter/exercises");
            marked(walk);
            walk.tabTo("begin-move");
            walk.press("Enter");
            walk.see("#running");
            walk.flawless();
            register(Clerk.of(walk), TrainingHouse.somebody(1));
            walk.open("/counter/exercises");
            walk.tabTo("end");
            walk.press("Enter");
            walk.see("[data-result=move]");
            walk.flawless();
            walk.fits("exercises");
            // Fewer than three agencies were told: by what was recorded, not by what was meant.
            assertThat(walk.page().innerText("[data-result=move]")).contains("70／100", "未達成 依申請通知至少 3 個機關");
            walk.tabTo("bring-0");
            walk.press("Enter");
            walk.moveTo(port);
            walk.see("#enter:focus");
            voucher = walk.page().inputValue("#voucher");
            assertThat(walk.page().url()).isEqualTo("http://localhost:" + port + "/counter/exercises");
            walk.press("Enter");
            walk.see("[data-score=move]");
            walk.flawless();
            walk.fill("voucher", voucher);
            walk.tabTo("enter");
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.page().innerText("#errors")).contains("已經登錄過");
        }
        try (Walk walk = Walk.of(member("trainee-other", "林同仁", Role.CLERK), access, port)) {
            walk.open("/counter/exercises");
            walk.fill("voucher", voucher);
            walk.tabTo("enter");
            walk.press("Enter");
            walk.see("#errors");
            assertThat(walk.page().innerText("#errors")).contains("別人的成績碼");
            walk.fill("voucher", "B" + voucher.substring(1));
            walk.tabTo("enter");
            walk.press("Enter");
            walk.page().waitForSelector("#errors:has-text('不是練習環境發出的')");
        }
        StaffMember county = new StaffMember("training-county", "督導", Set.of(Role.COUNTY), null, null)
                .overseeing(new CountyCode("09007"));
        try (Walk walk = Walk.of(county, access, port)) {
            walk.open("/county/training");
            walk.flawless();
            walk.fits("county-training");
            assertThat(walk.page().innerText("[data-clerk=trainee]")).contains("70／100");
            assertThat(walk.page().innerText("[data-clerk=trainee-other]")).doesNotContain("／100");
        }
    }

    @Test
    void whatIsRegisteredIsNotInTheCopy() {
        String number = people.household("09007010001", "介壽路1號")
                .head("陳大文", Sex.MALE, LocalDate.of(1975, 4, 2))
                .found()
                .numbers()
                .getFirst()
                .value();
        Map<String, Long> register = counted(register());
        Map<String, Long> copy = counted(copy());
        try (Walk walk = Walk.of(CLERK, access, port)) {
            String receiptNo = register(Clerk.of(walk), number);
            assertThat(receiptNo).startsWith("1");
            assertThat(walk.page().locator("#training-banner").count()).isZero();
            assertThat(walk.page().content()).doesNotContain(MARK);
        }
        assertThat(counted(copy())).isEqualTo(copy);
        assertThat(counted(register())).containsEntry("registry.registration", one(register) + 1);
    }

    @Test
    void aSupervisorStartsOverAndEverythingIsAsAtTheBeginning() throws InterruptedException {
        Map<String, Long> beginning;
        try (Walk walk = Walk.of(SUPERVISOR, access, port)) {
            startOver(walk);
            beginning = counted(copy());
            String residents = residents();
            enter(walk);
            register(Clerk.of(walk), TrainingHouse.somebody());
            assertThat(counted(copy())).isNotEqualTo(beginning);
            assertThat(residents()).isNotEqualTo(residents);
            startOver(walk);
            assertThat(counted(copy())).isEqualTo(beginning);
            assertThat(residents()).isEqualTo(residents);
            assertThat(copy().sql("select count(*) from access.account")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
        assertThat(beginning).containsEntry("registry.registration", 0L).containsEntry("notice.application", 0L);
    }

    @Test
    void atNightItStartsOverByItselfAndWhoIsThereComesInAnew() throws InterruptedException {
        Map<String, Long> beginning;
        try (Walk walk = Walk.of(SUPERVISOR, access, port)) {
            startOver(walk);
            beginning = counted(copy());
            enter(walk);
            register(Clerk.of(walk), TrainingHouse.somebody());
            assertThat(counted(copy())).isNotEqualTo(beginning);
            TRAINING.letNightFall();
            assertThat(counted(copy())).isEqualTo(beginning);
            walk.open("/counter");
            walk.arrive("**/sign-in**");
            marked(walk);
            walk.flawless();
            enter(walk);
            register(Clerk.of(walk), TrainingHouse.somebody());
        }
    }

    @Test
    void aClerkDoesNotStartOver() {
        try (Walk walk = Walk.of(CLERK, access, port)) {
            enter(walk);
            assertThat(walk.page().locator("#training-restart").count()).isZero();
            String csrf = walk.page().locator("meta[name=csrf]").getAttribute("content");
            int answer = ((Number) walk.page()
                            .evaluate(
                                    "t => fetch('/training/restart', {method: 'POST', headers: {'X-CSRF-TOKEN': t}})"
                                            + ".then(a => a.status)",
                                    csrf))
                    .intValue();
            assertThat(answer).isEqualTo(403);
        }
    }

    @Test
    void aSessionOfTheOneIsNoneInTheOther() throws Exception {
        try (Walk walk = Walk.of(CLERK, access, port)) {
            enter(walk);
            Map<String, String> sessions = walk.page().context().cookies().stream()
                    .collect(Collectors.toMap(cookie -> cookie.name, cookie -> cookie.value, (a, b) -> a));
            String registers = sessions.get("JSESSIONID");
            String copys = sessions.get("ONESTOP_TRAINING");
            for (String name : List.of("JSESSIONID", "ONESTOP_TRAINING")) {
                assertThat(counter(TRAINING.url(), name + "=" + registers)).isEqualTo(302);
                assertThat(counter("http://localhost:" + port, name + "=" + copys))
                        .isEqualTo(302);
            }
            assertThat(counter(TRAINING.url(), "ONESTOP_TRAINING=" + copys)).isEqualTo(200);
            assertThat(counter("http://localhost:" + port, "JSESSIONID=" + registers))
                    .isEqualTo(200);
        }
    }

    @Test
    void aPassOpensOnceAndOnlyTheCopyAndNotWhenItWasTouched() throws Exception {
        try (Walk walk = Walk.withoutScripts(CLERK, access, port)) {
            walk.open("/counter/training");
            walk.tabTo("training-enter");
            walk.press("Enter");
            walk.page().waitForURL("**/counter/training/enter"); // axe is a script, and this browser runs none
            String pass = walk.page().locator("input[name=pass]").inputValue();
            String touched = (pass.charAt(0) == 'a' ? "b" : "a") + pass.substring(1);
            assertThat(brought(TRAINING.url(), touched)).contains("/sign-in");
            assertThat(brought("http://localhost:" + port, pass)).doesNotContain("/counter");
            walk.tabTo("training-go");
            walk.press("Enter");
            walk.page().waitForURL(TRAINING.url() + "/counter");
            marked(walk);
            assertThat(brought(TRAINING.url(), pass)).contains("/sign-in");
        }
    }

    @Test
    void nobodyComesInByThePasswordOfTheRegisterNorAsAMachine() throws Exception {
        try (Walk walk = Walk.of(TRAINING.port())) {
            walk.open("/counter");
            walk.flawless();
            marked(walk);
            assertThat(walk.page().locator("#password").count()).isZero();
            walk.tabTo("training-way");
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> token = http.send(
                    HttpRequest.newBuilder(URI.create(TRAINING.url() + "/oauth2/token"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(token.statusCode()).isEqualTo(401);
        }
    }

    private void enter(Walk walk) {
        walk.moveTo(port);
        walk.open("/counter");
        walk.tabTo("door-training");
        walk.press("Enter");
        walk.arrive("**/counter/training");
        walk.tabTo("training-enter");
        walk.press("Enter");
        walk.arrive(TRAINING.url() + "/counter");
        walk.moveTo(TRAINING.port());
        marked(walk);
    }

    private void startOver(Walk walk) throws InterruptedException {
        enter(walk);
        walk.backTo("training-restart");
        walk.press("Enter");
        walk.arrive("http://localhost:" + port + "/counter/training?again");
        TRAINING.awaitRestart();
    }

    /** An address change within the township with one notice, by keyboard; returns the receipt's number. */
    private String register(Clerk clerk, String number) {
        clerk.find(number);
        step(clerk);
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/forms/0");
        step(clerk);
        clerk.walk.type(RocDate.compact(LocalDate.now(clock)));
        clerk.answer("mode", 0);
        clerk.walk.fill("f-address.neighbourhood", "3");
        clerk.walk.fill("f-address.street", "復興路88號");
        clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
        clerk.toNotices();
        step(clerk);
        String box =
                clerk.page().locator("input[id^='c-NTAX/ADDRESS/']").first().getAttribute("id");
        clerk.walk.tick(box);
        clerk.agree();
        step(clerk);
        clerk.conclude();
        step(clerk);
        return clerk.page().locator(".counter-done__no").textContent();
    }

    private static void step(Clerk clerk) {
        if (clerk.page().url().startsWith(TRAINING.url())) {
            marked(clerk.walk);
        }
    }

    private static void marked(Walk walk) {
        assertThat(walk.page().url()).startsWith(TRAINING.url());
        assertThat(walk.page().locator("#training-banner").isVisible())
                .as(walk.page().url())
                .isTrue();
        assertThat(walk.page().innerText("#training-banner")).contains(MARK, "training copy, not valid");
        assertThat(walk.page().evaluate("getComputedStyle(document.querySelector('.house-header')).backgroundColor"))
                .as("the colour of the header")
                .isEqualTo("rgb(143, 29, 20)");
    }

    private static List<String> text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            return Stream.iterate(1, page -> page <= document.getNumberOfPages(), page -> page + 1)
                    .map(page -> {
                        stripper.setStartPage(page);
                        stripper.setEndPage(page);
                        try {
                            return stripper.getText(document);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    private static int counter(String url, String cookie) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + "/counter"))
                                    .header("Accept", "text/html")
                                    .header("Cookie", cookie)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Where somebody is sent who brings a pass. */
    private static String brought(String url, String pass) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url + "/training/enter"))
                                    .header("Accept", "text/html")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "pass=" + URLEncoder.encode(pass, StandardCharsets.UTF_8)))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElse("");
        }
    }

    private static JdbcClient register() {
        return TestDatabase.as("onestop_owner", "beside_training");
    }

    private static JdbcClient copy() {
        return TestDatabase.as("onestop_training_owner", TrainingHouse.DATABASE);
    }

    private static Map<String, Long> counted(JdbcClient database) {
        return TABLES.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> database.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
    }

    private static long one(Map<String, Long> counted) {
        return counted.getOrDefault("registry.registration", -1L);
    }

    /** Acts in the register's trail that are not somebody's coming and going. */
    private static long done() {
        return register()
                .sql("select count(*) from audit.trail where action not like 'access.%'")
                .query(Long.class)
                .single();
    }

    /** Everybody and where they live, in one digest. */
    private static String residents() {
        return copy().sql("""
                select md5(string_agg(h::text, '' order by h::text)) || md5((select string_agg(p::text, '' order by p::text)
                  from registry.person p)) from registry.household h
                """).query(String.class).single();
    }

    private static StaffMember member(String username, String name, Role role) {
        return new StaffMember(username, name, Set.of(role), new OfficeCode(Clerk.NANGAN), null);
    }
}
