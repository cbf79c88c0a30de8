package tw.onestop.ministry;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tw.agencies.MediaAgency;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.Walk;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.link.MediaCertificateDesk;
import tw.onestop.registry.People;
import tw.onestop.trust.SealDesk;

/** The officer of the ministry takes in a set, writes its answer and hands it out, by keyboard. */
@ProductTest
class MediaJourneyTests {

    private static final AgencyCode NLMA = new AgencyCode("NLMA");
    private static final String PURPOSE = "JOURNEY-MEDIA";
    private static final Actor MINISTRY = Actor.rule("test");
    private static final StaffMember OFFICIAL =
            new StaffMember("journey-media-ministry", "科員", Set.of(Role.MINISTRY), null, null);

    @LocalServerPort
    int port;

    @Autowired
    AccessDesk access;

    @Autowired
    GrantDesk grants;

    @Autowired
    SealDesk seals;

    @Autowired
    MediaCertificateDesk certificates;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    private final UUID set = UUID.randomUUID();

    @BeforeEach
    void anOldLinkage() {
        grants.give(
                new Grant(
                        PURPOSE,
                        NLMA,
                        "住宅補貼審查",
                        "Housing subsidies",
                        "住宅法",
                        Set.of("name", "address.full"),
                        5,
                        600,
                        LocalDate.of(2022, 6, 1),
                        LocalDate.now(clock).plusYears(1),
                        null),
                Actor.rule("test"));
        grants.name(NLMA, "officer-nlma", People.nextId(Sex.FEMALE), Actor.rule("test"));
    }

    @AfterEach
    void ends() {
        grants.end(NLMA, PURPOSE, "test", Actor.rule("test"));
    }

    @Test
    void fromTheCertificatesToTheMediumThatCameBack() throws IOException, GeneralSecurityException {
        var home = people.household("09007010001", "媒體路91號")
                .head("𠮷永健", Sex.MALE, LocalDate.of(1970, 10, 10))
                .found();
        try (Walk walk = Walk.of(OFFICIAL, access, port)) {
            walk.open("/ministry/media");
            walk.see("#own");
            walk.flawless();
            walk.page()
                    .setInputFiles(
                            "#certificate", Files.write(Files.createTempFile("large", ".pem"), new byte[5 << 20]));
            walk.tabTo("register");
            walk.press("Enter");
            walk.see("h1:has-text('檔案太大')");
            walk.flawless();
            walk.open("/ministry/media");
            MediaAgency agency = MediaAgency.of("EC", seals.anchorsAsPem(), own(walk.page()));
            register(walk, agency.opening(), "use", "這張憑證不能用來簽章");
            register(walk, agency.signing(), "use", null);
            register(walk, agency.opening(), "use-encrypt", null);
            assertThat(walk.page().innerText("[data-certificates]")).contains("NLMA", "加密");

            List<byte[]> request = agency.request(
                    set,
                    "NLMA",
                    PURPOSE,
                    "officer-nlma",
                    List.of("name", "address.full"),
                    List.of(
                            home.person(0).nationalId().value(),
                            People.nextId(Sex.MALE).value()),
                    1);
            bring(walk, List.of(new byte[33 << 20], new byte[33 << 20]));
            walk.see("#volumes-error:has-text('64 MB')");
            assertThat(walk.page().inputValue("#broughtBy")).isEqualTo("張送件");
            walk.flawless();
            bring(walk, request.subList(0, 1));
            walk.see("#errors");
            assertThat(walk.text()).contains("缺第 2 卷（共 2 卷）。");
            assertThat(walk.page().inputValue("#broughtBy")).isEqualTo("張送件");
            walk.flawless();
            bring(walk, request);
            walk.arrive("**/ministry/media/" + set);
            for (int i = 0; i < 100 && walk.page().locator("#write").count() == 0; i++) {
                walk.page().waitForTimeout(200);
                walk.open("/ministry/media/" + set);
            }
            walk.tabTo("write");
            walk.press("Enter");
            walk.see("[data-volumes]");
            walk.flawless();
            walk.fits("media-set");

            Download volume = walk.page()
                    .waitForDownload(() ->
                            walk.page().locator("[data-volumes] a").first().press("Enter"));
            assertThat(agency.read(List.of(Files.readAllBytes(volume.path()))))
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("𠮷永健", "媒體路91號");

            walk.open("/ministry/media/" + set);
            walk.tabTo("hand-over");
            walk.press("Enter");
            walk.see("#errors");
            assertThat(walk.text()).contains("請輸入姓名。");
            walk.fill("to", "李領取");
            walk.press("Enter");
            walk.see("#returned");
            walk.flawless();
            walk.fill("who", "李領取");
            walk.tabTo("destroyed");
            walk.press("Enter");
            walk.see("#sure-error");
            assertThat(walk.page().inputValue("#who")).isEqualTo("李領取");
            walk.flawless();
            walk.tabTo("returned");
            walk.press("Enter");
            walk.see("[data-custody] li:nth-child(5)");
            walk.flawless();
            assertThat(walk.page().innerText("#state")).isEqualTo("已繳回或銷毀");
            assertThat(walk.page().innerText("[data-custody]")).contains("張送件", "李領取", "journey-media-ministry");
            walk.open("/ministry/media?lang=en");
            walk.flawless();
            walk.fits("media");
            assertThat(walk.text()).contains("Media exchange", "Returned or destroyed");
        }
    }

    @Test
    void theFormTakesASetOfManyMegabytesAndOneOfManyVolumes() throws IOException, GeneralSecurityException {
        MediaAgency agency = MediaAgency.of("EC", seals.anchorsAsPem(), certificates.ownCertificate(MINISTRY));
        assertThat(certificates.register(NLMA, false, agency.signing().getEncoded(), MINISTRY))
                .isEmpty();
        assertThat(certificates.register(NLMA, true, agency.opening().getEncoded(), MINISTRY))
                .isEmpty();
        UUID small = UUID.randomUUID();
        List<String> fields = List.of("name", "address.full");
        List<String> numbers =
                Stream.generate(() -> People.nextId(Sex.MALE).value()).limit(60).toList();
        List<byte[]> request = agency.request(set, "NLMA", PURPOSE, "officer-nlma", fields, manyLines(), 1_750);
        assertThat(request).hasSize(2).allMatch(volume -> volume.length > 5 << 20);
        try (Walk walk = Walk.of(OFFICIAL, access, port)) {
            walk.open("/ministry/media");
            assertThat(walk.page().innerText("#volumes-hint")).contains("64 MB");
            bring(walk, request);
            walk.arrive("**/ministry/media/" + set);
            assertThat(walk.text().replace(",", "")).contains("2 卷，1 筆，格式錯誤 3499 筆");
            walk.open("/ministry/media");
            bring(walk, agency.request(small, "NLMA", PURPOSE, "officer-nlma", fields, numbers, 1));
            walk.arrive("**/ministry/media/" + small);
            assertThat(walk.text()).contains("60 卷，60 筆");
        }
    }

    /** One number, and lines that are none and cannot be packed. */
    private static List<String> manyLines() {
        Random random = new Random(89);
        List<String> lines = new ArrayList<>(List.of(People.nextId(Sex.MALE).value()));
        byte[] noise = new byte[3_000];
        for (int i = 1; i < 3_500; i++) {
            random.nextBytes(noise);
            lines.add(Base64.getEncoder().encodeToString(noise));
        }
        return lines;
    }

    private static String own(Page page) throws IOException {
        Download pem = page.waitForDownload(() -> page.locator("#own").press("Enter"));
        return Files.readString(pem.path());
    }

    private static void register(Walk walk, X509Certificate certificate, String use, @Nullable String refused)
            throws IOException, GeneralSecurityException {
        Path file = Files.createTempFile("media", ".cer");
        Files.write(file, certificate.getEncoded());
        walk.page().setInputFiles("#certificate", file);
        walk.fill("agency", "nlma");
        walk.page().locator("#" + use).press("Space");
        walk.tabTo("register");
        walk.press("Enter");
        if (refused == null) {
            walk.page().waitForURL(url -> url.endsWith("/ministry/media#certificates"));
            walk.open("/ministry/media");
        } else {
            walk.see("#errors");
            assertThat(walk.text()).contains(refused);
            walk.flawless();
        }
    }

    private static void bring(Walk walk, List<byte[]> volumes) throws IOException {
        List<Path> files = new ArrayList<>();
        for (byte[] volume : volumes) {
            Path file = Files.createTempFile("volume", ".p7m");
            Files.write(file, volume);
            files.add(file);
        }
        walk.page().setInputFiles("#volumes", files.toArray(Path[]::new));
        walk.fill("broughtBy", "張送件");
        walk.press("Enter");
    }
}
