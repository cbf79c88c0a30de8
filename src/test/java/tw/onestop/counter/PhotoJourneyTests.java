package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.QrReader;
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

/** The picture for a card: the counter's code, the applicant's telephone, and the insurance's officer, by keyboard. */
class PhotoJourneyTests extends CounterJourney {

    private static final AgencyCode INSURANCE = new AgencyCode("NHIA");

    @Autowired
    NoticeDesk notices;

    @Autowired
    AgencyDesk agencies;

    private Agency.Door door = Agency.Door.WEBHOOK;

    @BeforeEach
    void theInsuranceReadsTheWebInbox() {
        door = agencies.find(INSURANCE).orElseThrow().door();
        agencies.chooseDoor(INSURANCE, Agency.Door.INBOX);
    }

    @AfterEach
    void itsDoorAsBefore() {
        agencies.chooseDoor(INSURANCE, door);
    }

    @Test
    void thePictureGoesFromTheTelephoneToTheOfficer() throws Exception {
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            Receipt receipt = lostCard(clerk);
            UUID item = receipt.items().getFirst().id();
            walk.tabTo("photo-" + item);
            walk.press("Enter");
            walk.arrive("**/photo");
            walk.tabTo("link");
            walk.press("Enter");
            walk.see("#link-code");
            walk.flawless();
            walk.fits("photo-counter");
            String scanned = QrReader.read(
                    walk.page().request().get(walk.page().url() + "/qr.png").body());
            try (Walk phone = Walk.of(port)) {
                phone.page().setViewportSize(390, 844);
                phone.open("/photo#" + URI.create(scanned).getFragment());
                phone.see("#photo-form");
                assertThat(phone.page().inputValue("#code")).matches("[A-Z0-9]{16}");
                assertThat(phone.page().url()).doesNotContain("#");
                phone.flawless();
                phone.tabTo("send");
                phone.press("Enter");
                phone.see("#photo-error");
                assertThat(phone.text()).contains("請拍攝或選擇相片");
                assertThat(phone.page().inputValue("#code")).matches("[A-Z0-9]{16}");
                phone.flawless();
                phone.fits("photo-phone");
                send(phone, Files.writeString(Files.createTempFile("no", ".jpg"), "no picture"));
                phone.see("#photo-error");
                assertThat(phone.text()).contains("不是 JPEG 或 PNG 相片");
                send(phone, large());
                phone.see("#sent");
                phone.flawless();
                phone.fits("photo-sent");
            }
            walk.see("#received");
            walk.flawless();
            walk.fits("photo-received");
            officer(receipt.receiptNo());
            citizen(receipt);
        }
    }

    /** A browser without scripts makes nothing smaller. */
    @Test
    void aPictureThatIsTooLargeIsSaidBesideItsFieldAndTheCodeIsKept() throws Exception {
        Path file = Files.write(Files.createTempFile("photo", ".jpg"), new byte[5_500_000]);
        try (Clerk clerk = Clerk.withoutScripts(Clerk.NANGAN, access, port)) {
            Walk phone = clerk.walk;
            phone.open("/photo");
            phone.fill("code", "abcd-2345-efgh-6789");
            send(phone, file);
            phone.see("#photo-error:has-text('4 MB')");
            assertThat(phone.page().inputValue("#code")).isEqualTo("abcd-2345-efgh-6789");
            assertThat(phone.page().url()).endsWith("/photo");
            phone.fits("photo-too-large");
        }
    }

    private static void send(Walk phone, Path file) {
        phone.tabTo("photo");
        phone.page().setInputFiles("#photo", file);
        phone.tabTo("send");
        phone.press("Enter");
    }

    private void officer(String receiptNo) {
        StaffMember member = new StaffMember("walk-officer-NHIA", "張承辦", Set.of(Role.OFFICER), null, INSURANCE);
        try (Walk officer = Walk.of(member, access, port)) {
            officer.open("/bureau?caseNo=" + receiptNo);
            officer.page()
                    .locator("tbody tr:has-text('" + receiptNo + "') a")
                    .first()
                    .focus();
            officer.press("Enter");
            officer.arrive("**/bureau/notices/*");
            officer.see("#photo img");
            assertThat(officer.page().evaluate("document.querySelector('#photo img').naturalWidth"))
                    .isEqualTo(826);
            officer.fits("photo-officer");
        }
    }

    private void citizen(Receipt receipt) {
        try (Walk citizen = Walk.of(port)) {
            citizen.open("/progress");
            citizen.fill("receiptNo", receipt.receiptNo());
            citizen.fill("code", receipt.queryCode());
            citizen.press("Enter");
            citizen.see("[data-photograph]");
            assertThat(citizen.page().innerText("[data-photograph]")).contains("相片已收到");
        }
    }

    private Receipt lostCard(Clerk clerk) {
        People.Home home = people.household(JIESHOU, "相片路31號")
                .head("江相片", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
        String field = "f-keys.nhi-card.lost." + home.id(0).value();
        clerk.find(home.numbers().getFirst().value());
        clerk.walk.tabTo("begin-nhi-card/lost");
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/notices");
        clerk.walk.tick(field + ".idCardLost");
        clerk.walk.fill(field + ".delivery", "臺北市信義區市府路1號");
        clerk.walk.fill("f-phone", "0912345678");
        clerk.agree();
        clerk.conclude();
        String receiptNo = clerk.page().locator(".counter-done__no").textContent();
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/counter/receipts/**");
        return notices.receipt(receiptNo, People.clerk(Clerk.NANGAN)).orElseThrow();
    }

    /** As large as telephones take them: more than the product takes, so that the page makes it smaller. */
    private static Path large() throws IOException {
        Random grain = new Random(7);
        BufferedImage image = new BufferedImage(1700, 2200, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 2200; y++) {
            for (int x = 0; x < 1700; x++) {
                image.setRGB(x, y, 0xB0A090 + grain.nextInt(0x10) * 0x010101);
            }
        }
        Path file = Files.createTempFile("photo", ".png");
        ImageIO.write(image, "png", file.toFile());
        assertThat(Files.size(file)).isGreaterThan(1_000_000);
        return file;
    }
}
