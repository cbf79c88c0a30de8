package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.DossierDesk;
import tw.onestop.notice.DossierDesk.Form;
import tw.onestop.notice.DossierDesk.Making;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;
import tw.proof.Dossier;

/** 案件卷宗 by keyboard: a supervisor has one made, who is kin does not, and who is hidden from somebody is in none of theirs. */
class DossierJourneyTests extends CounterJourney {

    private static final OfficeCode NANGAN = new OfficeCode(Clerk.NANGAN);

    @Autowired
    DossierDesk dossiers;

    @Autowired
    MarkDesk marks;

    private People.Home home(String street) {
        return people.household(JIESHOU, street)
                .head("卷大文", Sex.MALE, LocalDate.of(1975, 4, 2))
                .spouse("卷小美", Sex.FEMALE, LocalDate.of(1977, 3, 4))
                .found();
    }

    /** An address change told to one agency. */
    private String filed(People.Home home, String street) {
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            clerk.walk.type(RocDate.compact(today()));
            clerk.answer("mode", 0);
            clerk.walk.fill("f-address.neighbourhood", "3");
            clerk.walk.fill("f-address.street", street);
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.toNotices();
            clerk.walk.tick(box("LAND", home.id(0)));
            clerk.agree();
            clerk.conclude();
            return clerk.page().locator(".counter-done__no").textContent();
        }
    }

    private static StaffMember supervisor(String name) {
        return new StaffMember("walk-dossier-" + name, "陳主任", Set.of(Role.SUPERVISOR), NANGAN, null);
    }

    @Test
    void aSupervisorMakesADossierByKeyboardAndTheCountySeesThatThereIsOne() throws IOException {
        assumeThat(dossiers.possible()).as("needs fonts-cns11643-kai").isTrue();
        People.Home home = home("卷宗路1號");
        String receiptNo = filed(home, "卷宗路11號");
        try (Walk walk = Walk.of(supervisor("own"), access, port)) {
            walk.open("/supervisor/approvals");
            walk.tabTo("door-dossiers");
            walk.press("Enter");
            walk.arrive("**/supervisor/dossiers");
            walk.fill("receiptNo", "115000000010");
            walk.tabTo("make");
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.page().innerText("#errors")).contains("末碼是檢查碼", "請選擇調卷事由", "請寫出調卷的說明");
            assertThat(walk.page().inputValue("#receiptNo")).isEqualTo("115000000010");
            walk.fits("dossiers-wrong");
            walk.fill("receiptNo", receiptNo);
            walk.tick("ground");
            walk.press("ArrowDown", "ArrowDown");
            walk.fill("reason", "臺灣連江地方法院 115年度訴字第7號函");
            walk.tabTo("make");
            Download download = walk.page().waitForDownload(() -> walk.press("Enter"));
            assertThat(download.suggestedFilename()).isEqualTo("dossier-" + receiptNo + ".zip");
            Dossier.Report report = Dossier.check(Files.readAllBytes(download.path()), List.of(), "");
            assertThat(report.found()).isEmpty();
            walk.open("/supervisor/dossiers");
            assertThat(walk.page().innerText("[data-dossier='" + receiptNo + "']"))
                    .contains("法院或檢察機關調閱", "115年度訴字第7號", "walk-dossier-own");
            walk.fits("dossiers");
            assertThat(walk.page().locator(".bureau-tabs").count()).isZero();
        }
        StaffMember county = new StaffMember("walk-dossier-county", "督導", Set.of(Role.COUNTY), null, null)
                .overseeing(new CountyCode("09007"));
        try (Walk walk = Walk.of(county, access, port)) {
            walk.open("/county/dossiers");
            walk.flawless();
            assertThat(walk.text()).contains(receiptNo);
            assertThat(walk.page().locator(".bureau-tabs").count()).isEqualTo(1);
        }
    }

    @Test
    void nobodyHasADossierOfTheirOwnFamilyMadeNorOfWhomTheyMayNotSee() {
        assumeThat(dossiers.possible()).as("needs fonts-cns11643-kai").isTrue();
        People.Home home = home("卷宗路2號");
        People.Home other = home("卷宗路3號");
        String receiptNo = filed(home, "卷宗路12號");
        try (Walk walk = Walk.of(supervisor("kin").being(home.numbers().get(1)), access, port)) {
            walk.open("/supervisor/dossiers");
            walk.fill("receiptNo", receiptNo);
            walk.tick("ground");
            walk.fill("reason", "申請人陳情");
            walk.tabTo("make");
            walk.press("Enter");
            walk.see("#errors");
            walk.flawless();
            assertThat(walk.text()).contains("迴避", "配偶");
        }
        assertThat(marks.place(
                        new MarkForm(
                                home.id(0),
                                "PROTECTION_ORDER",
                                "PERSON",
                                "字第1號",
                                other.numbers().getFirst().value(),
                                "",
                                ""),
                        People.clerk(JIESHOU)))
                .isEmpty();
        Actor barred =
                Actor.staff("barred-supervisor", NANGAN).being(other.numbers().getFirst());
        assertThat(((Making.Refused) dossiers.make(new Form(receiptNo, "COMPLAINT", "申請人陳情"), barred)).refusals())
                .extracting(Refusal::code)
                .containsExactly("dossier.notFound");
    }
}
