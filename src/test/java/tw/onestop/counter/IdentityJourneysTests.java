package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.paper.Presses;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** Numbers, first registrations and what is read of them, in a real browser and by keyboard. */
class IdentityJourneysTests extends CounterJourney {

    private People.Home alone(String name, Sex sex, String street) {
        return people.household(JIESHOU, street)
                .head(name, sex, LocalDate.of(1974, 4, 5))
                .found();
    }

    @Test
    void aNumberIsChangedAgenciesAreToldAndTheOldOneIsSaidToBeOld() {
        People.Home home = alone("卓越", Sex.MALE, "介壽路181號");
        NationalId old = home.numbers().getFirst();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(old.value());
            clerk.begin(RegistrationKind.ID_NUMBER);
            clerk.answer("numberGround", 5);
            clerk.papers();
            clerk.walk.fill("f-applicant.phone", "0912345678");
            clerk.walk.press("Enter");
            clerk.assertBeside("numberReason", "numberBar", "evidence");
            clerk.walk.fill("f-numberReason", "與帳號混淆");
            clerk.answer("numberBar", 0);
            clerk.walk.tick("f-evidence-REASON_PROOF");
            clerk.toNotices();
            clerk.walk.tick("c-NHIA/UIN/" + home.id(0).value());
            clerk.agree();
            assertThat(clerk.walk.text()).contains("因與帳號混淆", "換領國民身分證");
            clerk.conclude();

            clerk.search(old.value());
            clerk.walk.arrive("**/counter/search");
            assertThat(clerk.page().innerText("#former")).contains("舊號");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/persons/*");
        }
        assertThat(person(home.id(0)).nationalId()).isNotEqualTo(old);
    }

    @Test
    void whoSettlesHereFoundsAHousehold() {
        People.Home known = alone("俞大年", Sex.MALE, "介壽路182號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(known.numbers().getFirst().value());
            clerk.begin(RegistrationKind.INIT);
            clerk.walk.type(daysAgo(2));
            clerk.answer("initBy", 0);
            clerk.answer("initInto", 1);
            clerk.address("南竿鄉復興", "4", "復興路182號");
            clerk.walk.fill("f-newcomerName", "裴氏秋");
            clerk.answer("sex", 1);
            clerk.walk.fill("f-birthDate", "0790607");
            clerk.walk.fill("f-birthPlace", "越南");
            clerk.papers("LEASE");
            clerk.walk.fill("f-applicant.nationalId", "A900000007");
            clerk.walk.fill("f-applicant.name", "裴氏秋");
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("將編配新戶號", "配賦統一編號");
            clerk.conclude();
            clerk.search("南竿鄉復興村復興路182號");
            clerk.walk.arrive("**/counter/persons/*");
            assertThat(clerk.page().innerText(".counter-members")).contains("裴氏秋", "戶長");
        }
    }

    @Test
    void aFoundlingIsRegisteredIntoAHome() {
        People.Home home = alone("簡慈", Sex.FEMALE, "介壽路183號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.BIRTH);
            clerk.walk.type(daysAgo(5));
            clerk.walk.fill("f-childName", "簡安安");
            clerk.answer("sex", 0);
            clerk.answer("descent", 2);
            clerk.walk.fill("f-relation", "寄居");
            clerk.walk.fill("f-birthPlace", "連江縣");
            clerk.walk.tick("f-evidence-FOUNDLING_REPORT");
            clerk.pick("f-applicant.relation", 3);
            clerk.toNotices();
            clerk.withoutNotices();
            assertThat(clerk.walk.text()).contains("無依兒童", "父母不詳");
            clerk.conclude();
        }
        assertThat(household(home.no()).members())
                .filteredOn(m -> m.name().equals("簡安安"))
                .singleElement()
                .satisfies(child -> assertThat(child.mother()).isNull());
    }

    @Test
    void relativesAreAskedForOnADay() {
        People.Home home = people.household(JIESHOU, "介壽路184號")
                .head("宋廷", Sex.MALE, LocalDate.of(1984, 4, 5))
                .child("宋小弟", Sex.MALE, LocalDate.of(2015, 5, 6))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("kin");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/kin");
            assertThat(clerk.page().innerText("[data-kin]")).contains("宋小弟");
            clerk.walk.fill("on", "104/5/5");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/kin?*on=104*");
            assertThat(clerk.page().innerText("#asof")).contains("104年5月5日");
            assertThat(clerk.walk.text()).doesNotContain("宋小弟").contains("查無法定繼承人");
            clerk.walk.fill("on", "去年");
            clerk.walk.press("Enter");
            clerk.walk.see("#on-error");
            assertThat(clerk.page().innerText("#on-error")).contains("無法辨識");
            assertThat(clerk.page().inputValue("#on")).isEqualTo("去年");
            clerk.walk.fill("on", "60/1/1");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/kin?*on=60*");
            assertThat(clerk.page().innerText("#on-error")).contains("還沒有這個人");
        }
    }

    @Test
    void aTranscriptIsLookedAtAndHandedOut() throws IOException {
        People.Home home = people.household(JIESHOU, "介壽路185號")
                .head("傅家豪", Sex.MALE, LocalDate.of(1980, 4, 5))
                .spouse("方文", Sex.FEMALE, LocalDate.of(1982, 5, 6))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("transcript");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/transcript");
            clerk.pick("version", 3);
            clerk.walk.tabTo("look");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/transcript?*");
            assertThat(clerk.page().innerText("#fee")).contains("共 1 張", "15 元");
            assertThat(clerk.page().innerText(".transcript"))
                    .contains("戶籍謄本（現戶，現住人口含非現住人口，詳細記事）")
                    .contains("方文　" + home.numbers().get(1).value(), home.no().value(), "戶政事務所");
            clerk.walk.fill("on", "昨天");
            clerk.walk.press("Enter");
            clerk.walk.see("#on-error");
            assertThat(clerk.page().inputValue("#on")).isEqualTo("昨天");
            clerk.walk.fill("on", daysAgo(1));
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/transcript?*on=1*");
            clerk.walk.tabTo("issue");
            clerk.walk.press("Enter");
            clerk.walk.see("#print");
            assertThat(clerk.page().innerText("#fee")).contains("已核發 1 張");
            assumeTrue(Presses.of().possible(), "needs fonts-cns11643-kai");
            clerk.walk.tabTo("look");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/transcript?*");
            clerk.walk.tabTo("issue-pdf");
            Download download = clerk.page().waitForDownload(() -> clerk.walk.press("Enter"));
            try (PDDocument document = Loader.loadPDF(Files.readAllBytes(download.path()))) {
                assertThat(document.getNumberOfPages()).isEqualTo(1);
                assertThat(new PDFTextStripper().getText(document)).contains("傅家豪", "方文", "詳細記事");
            }
        }
    }

    @Test
    void whoLivedAtAnAddressIsAskedForADay() {
        People.Home home = alone("湯立", Sex.MALE, "介壽路186號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter");
            clerk.walk.arrive("**/counter");
            clerk.walk.tabTo("residents");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/residents");
            clerk.walk.type("介壽路186號");
            clerk.walk.press("Enter");
            clerk.walk.see("#address-error");
            assertThat(clerk.page().innerText("#address-error")).contains("鄉鎮市區");
            clerk.walk.fill("address", "南竿鄉介壽路186號");
            clerk.walk.fill("on", daysAgo(30));
            clerk.walk.press("Enter");
            clerk.walk.see("[data-results]");
            clerk.walk.flawless();
            assertThat(clerk.page().innerText("[data-results]"))
                    .contains("湯立", home.no().value());
            assertThat(clerk.page().url()).doesNotContain("186");
        }
    }
}
