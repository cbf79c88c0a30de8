package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.TestDatabase;
import tw.onestop.Walk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Receipt;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.registry.People;
import tw.onestop.registry.Person;

/** A child with its father, and once more half a year later, by keyboard; the picture by the file chooser. */
class PassportJourneyTests extends AnsweredJourney {

    @Autowired
    CollectionDesk collection;

    @Test
    void aChildIsComparedWithADocumentAndTheNextTimeWithThePictureThatIsKept() throws IOException {
        var home = people.household(JIESHOU, "護照路77號")
                .head("王大明", Sex.MALE, today().minusYears(40))
                .child("王小安", Sex.FEMALE, today().minusYears(9))
                .found();
        Person father = home.person(0);
        Person child = home.person(1);
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            walk.open("/counter/persons/" + child.id().value());
            walk.tabTo("passport");
            walk.press("Enter");
            walk.arrive("**/passport");
            assertThat(walk.text()).contains("9 歲，須由法定代理人", "9 歲，須有法定代理人書面同意");
            begin(walk, Files.writeString(Files.createTempFile("no", ".jpg"), "no picture"));
            walk.see("#photo-error");
            walk.flawless();
            for (int bytes : new int[] {4_100_000, 9_000_000}) {
                begin(walk, Files.write(Files.createTempFile("large", ".jpg"), new byte[bytes]));
                walk.see("#photo-error:has-text('相片太大')");
                walk.flawless();
                walk.open("/counter/persons/" + child.id().value() + "/passport");
            }
            begin(walk, picture(Color.PINK));
            walk.arrive("**/counter/passports/*");
            walk.see("#no-photograph");
            walk.fits("passport-case");
            walk.tick("former", "papers-HOUSEHOLD_CERTIFICATE");
            walk.fill("companionNumber", father.nationalId().value());
            walk.fill("companionName", "王大明");
            walk.fill("representative", father.nationalId().value());
            walk.fill("representativeName", "王大明");
            walk.press("Enter");
            walk.see("#consent-error");
            assertThat(walk.page().inputValue("#companionName")).isEqualTo("王大明");
            assertThat(walk.page().isChecked("#papers-HOUSEHOLD_CERTIFICATE")).isTrue();
            walk.flawless();
            walk.tick("consent", "against");
            walk.press("ArrowDown");
            walk.tick("alike", "result", "decide");
            walk.see("#decided");
            assertThat(walk.text()).contains("確認符合", "父母", "戶口名簿");
            walk.flawless();
            walk.fits("passport-decided");
            String decided = walk.page().url();
            Receipt told = tell(clerk);
            consular(told.receiptNo());
            citizen(told, "機關已經辦畢", "護照人別確認通報");
            walk.page().navigate(decided);
            file(clerk, child.id().value());

            walk.open("/counter/persons/" + child.id().value() + "/passport");
            walk.see("#valid");
            begin(walk, picture(Color.ORANGE));
            walk.see("figure + figure");
            assertThat(walk.page().locator("[data-pictures] img").count()).isEqualTo(2);
            walk.fits("passport-side-by-side");
        }
    }

    /** 通報 to Consular Affairs. */
    private Receipt tell(Clerk clerk) {
        clerk.walk.tabTo("tell");
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/notices");
        clerk.walk.fill("f-phone", "0912345678");
        clerk.agree();
        clerk.conclude();
        return receipt(clerk);
    }

    /** Its officer finds everything in words, in both languages. */
    private void consular(String receiptNo) {
        try (Walk officer = officer("BOCA")) {
            find(officer, receiptNo, "護照人別確認通報");
            officer.fits("passport-officer");
            assertThat(officer.text())
                    .contains("護照人別確認通報", "確認編號", "確認符合", "符合", "戶口名簿", "父母", "連江縣南竿鄉戶政事務所", "同意之法定代理人");
            assertThat(officer.page().innerText("dl.bureau-facts"))
                    .doesNotContain("comparedWith", "pictureMatch", "MATCH", "CONFIRMED", "decidedOn", "companionName")
                    .doesNotContain("bureau.", "details");
            done(officer);
        }
    }

    /** 一站式收件, with its slip; once it is paid, Consular Affairs is told. */
    private void file(Clerk clerk, long child) {
        Walk walk = clerk.walk;
        walk.tabTo("file");
        walk.press("Enter");
        walk.arrive("**/notices");
        String field = "f-keys.passport.filing-child." + child + ".";
        walk.tick(field + "urgent");
        walk.press("ArrowDown");
        walk.tick(field + "overseas", field + "representative");
        walk.press("ArrowDown");
        walk.tick(field + "handing", field + "form", field + "photographs");
        walk.fill("f-phone", "0912345678");
        walk.tick("f-consent");
        walk.sign();
        walk.press("Enter");
        clerk.assertBeside("keys.passport.filing-child." + child + ".urgent");
        assertThat(walk.text()).contains("速件不能由戶政事務所一站式收件");
        walk.tabTo(field + "urgent-YES");
        walk.press("ArrowUp");
        walk.tabTo("next");
        walk.press("Enter");
        walk.arrive("**/review");
        assertThat(walk.text()).contains("首次護照一站式收件（未滿 14 歲）", "規費 900 元");
        clerk.conclude();
        String receiptNo = walk.page().locator(".counter-done__no").textContent();
        String no =
                walk.page().locator("a[id^='slip-']").first().getAttribute("id").substring("slip-".length());
        walk.tabTo("slip-" + no);
        walk.press("Enter");
        walk.arrive("**/counter/slips/" + no);
        assertThat(walk.text()).contains("護照規費（未滿 14 歲）", "900 元", "待繳款");
        collection.collect(
                new Told("T-" + no, no, 900, clock.instant().minusSeconds(60), Channel.STORE),
                Actor.system("client-bank", new AgencyCode("COLLECTING-BANK")));
        walk.open("/counter/applications");
        assertThat(walk.page().innerText("[id='slip-" + no + "'] ~ *")).contains("已繳款");
        walk.flawless();
        assertThat(TestDatabase.asOwner().sql("""
                                select count(*) from exchange.outbox o join notice.paid_notice p on p.id = o.id
                                 where o.type = 'tw.onestop.notice.passport.paid.v1' and o.agency = 'BOCA'
                                """).query(Long.class).single()).isPositive();
        Receipt filed = notices.receipt(receiptNo, People.clerk(Clerk.NANGAN)).orElseThrow();
        officer("BOCA", filed, List.of("首次護照一站式收件（未滿 14 歲）", "王小安", "領取方式", "至本所領取"), "passport-filed", true);
        citizen(filed, "已經繳納", "首次護照一站式收件");
    }

    private static void begin(Walk walk, Path file) {
        walk.tabTo("photo");
        walk.page().setInputFiles("#photo", file);
        walk.tabTo("begin");
        walk.press("Enter");
    }

    private static Path picture(Color colour) throws IOException {
        BufferedImage image = new BufferedImage(413, 531, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 413, 531);
        pen.setColor(Color.DARK_GRAY);
        pen.fillOval(120, 110, 170, 220);
        pen.fillRoundRect(60, 360, 290, 200, 120, 120);
        pen.dispose();
        Path file = Files.createTempFile("photo", ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
