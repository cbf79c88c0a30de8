package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** From what happened to a family to one receipt, by keyboard. */
class LifeEventJourneyTests extends CounterJourney {

    @Autowired
    NoticeDesk notices;

    @Test
    void aDeathLeadsFromTheNewHeadToPoliciesEstateAndGrantOnOneReceipt() {
        People.Home home = family("介壽路341號");
        long dead = home.id(0).value();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            event(clerk, home, 0, "DEATH");
            assertThat(walk.page().innerText("[data-steps]"))
                    .contains("過世的是戶長", "江美、江小")
                    .doesNotContain("監護");
            assertThat(walk.page().innerText("[data-errands]"))
                    .contains("壽險保單清查", "金融遺產查詢", "家屬死亡給付", "可以申請的家人：江美、江小")
                    .doesNotContain("生育給付");
            assertThat(walk.text()).contains("中央健康保險署", "國稅局");
            walk.flawless();
            walk.fits("life-event-death");
            death(clerk, 1);
            walk.tabTo("event-DEATH");
            walk.press("Enter");
            walk.arrive("**/events/DEATH?sitting=*");
            assertThat(walk.page().innerText("[data-steps]")).contains("已在本案件");
            walk.flawless();
            walk.tabTo("to-notices");
            walk.press("Enter");
            walk.arrive("**/notices");
            walk.fits("notices-by-law");

            String policies = "life-policy/check/" + dead;
            String estate = "estate/inventory/" + dead;
            walk.tick("c-" + policies, "f-keys.life-policy.check." + dead + ".relation");
            String funeral = "f-keys.labour-benefit.funeral." + dead + ".";
            walk.tick("c-labour-benefit/funeral/" + dead, funeral + "relation");
            walk.press("ArrowDown");
            walk.fill(funeral + "bankCode", "004");
            walk.fill(funeral + "accountNo", "01234567890");
            walk.tick(funeral + "seized", funeral + "passbook");
            walk.tick("c-" + estate, "f-keys.estate.inventory." + dead + ".relation");
            assertThat(walk.page().inputValue("[id='f-keys.estate.inventory." + dead + ".delivery']"))
                    .as("asked once: where they live")
                    .contains("介壽路341號");
            clerk.agree();
            clerk.conclude();
            assertThat(receipt(clerk).items())
                    .extracting(Receipt.Item::programme)
                    .contains("life-policy", "estate", "labour-benefit", "statutory");
        }
        assertThat(person(home.id(1)).relationToHead()).isEqualTo("戶長");
    }

    @Test
    void aBirthLeadsFromTheMotherToCardAndBenefitOnOneReceipt() {
        People.Home home = family("介壽路342號");
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            event(clerk, home, 0, "BIRTH");
            assertThat(walk.page().innerText("[data-steps]")).contains("選母親為當事人");
            event(clerk, home, 1, "BIRTH");
            assertThat(walk.page().innerText("[data-steps]"))
                    .contains("以母親為當事人")
                    .doesNotContain("認領");
            assertThat(walk.page().innerText("[data-errands]")).contains("新生兒加保及健保卡", "生育給付", "可以申請的家人：江美、江大");
            walk.fits("life-event-birth");
            clerk.begin(RegistrationKind.BIRTH);
            walk.type(daysAgo(5));
            walk.fill("f-childName", "江康樂");
            clerk.answer("sex", 1);
            clerk.answer("descent", 0);
            clerk.answer("surnameFrom", 0);
            clerk.answer("surnameBy", 0);
            walk.fill("f-birthPlace", "連江縣");
            clerk.papers("SURNAME_AGREEMENT");
            clerk.toNotices();
            String card = "f-keys.nhi-card.newborn.-1.";
            walk.tick("c-nhi-card/newborn/-1", card + "insured");
            assertThat(walk.page().inputValue("[id='" + card + "delivery']")).contains("介壽路342號");
            String benefit = "f-keys.labour-benefit.maternity.-1.";
            walk.tick("c-labour-benefit/maternity/-1", benefit + "insurance");
            walk.fill(benefit + "bankCode", "004");
            walk.fill(benefit + "accountNo", "01234567890");
            walk.tick(benefit + "seized", benefit + "passbook");
            clerk.agree();
            clerk.conclude();
            assertThat(receipt(clerk).items())
                    .extracting(Receipt.Item::programme)
                    .contains("nhi-card", "labour-benefit");
        }
    }

    @Test
    void whatAFamilyDoesNotNeedIsNotNamed() {
        People.Home alone = people.household(JIESHOU, "介壽路343號")
                .head("林單", Sex.FEMALE, LocalDate.of(1990, 1, 9))
                .found();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            event(clerk, alone, 0, "DEATH");
            assertThat(clerk.page().innerText("[data-steps]")).contains("這一戶除戶").doesNotContain("新戶長");
            event(clerk, alone, 0, "BIRTH");
            assertThat(clerk.page().innerText("[data-steps]")).contains("父親認領時加辦");
            event(clerk, alone, 0, "MOVING");
            assertThat(clerk.page().innerText("[data-steps]")).doesNotContain("勾選");
            event(clerk, alone, 0, "MARRIAGE");
            assertThat(clerk.page().innerText("[data-steps]")).contains("自登記日起生效", "要冠配偶姓時加辦");
            clerk.walk.fits("life-event-marriage");
            event(clerk, alone, 0, "DIVORCED");
            assertThat(clerk.page().innerText("#unfit")).contains("林單現在沒有配偶");
            clerk.walk.flawless();
            clerk.walk.fits("life-event-unfit");
            event(clerk, alone, 0, "NAMING");
            assertThat(clerk.page().innerText("[data-steps]")).contains("改姓、改名").doesNotContain("冠配偶姓");
            People.Home family = family("介壽路344號");
            event(clerk, family, 1, "DIVORCED");
            assertThat(clerk.page().innerText("[data-steps]"))
                    .contains("未成年子女 江小")
                    .doesNotContain("七四八");
            event(clerk, family, 1, "MARRIAGE");
            assertThat(clerk.page().innerText("#unfit")).contains("江美現在有配偶");
            event(clerk, family, 2, "MARRIAGE");
            assertThat(clerk.page().innerText("#unfit")).contains("江小未滿十八歲");
            event(clerk, family, 0, "MOVING");
            assertThat(clerk.page().innerText("[data-steps]")).contains("同戶一起搬的人在表單上勾選：江美、江小");
            event(clerk, family, 0, "NAMING");
            assertThat(clerk.page().innerText("[data-offers]")).contains("台灣電力公司");
        }
    }

    private void event(Clerk clerk, People.Home home, int member, String event) {
        clerk.find(home.numbers().get(member).value());
        clerk.walk.tabTo("event-" + event);
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/events/" + event);
    }

    private Receipt receipt(Clerk clerk) {
        String receiptNo = clerk.page().locator(".counter-done__no").textContent();
        return notices.receipt(receiptNo, People.clerk(Clerk.NANGAN)).orElseThrow();
    }

    private People.Home family(String street) {
        return people.household(JIESHOU, street)
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1985, 3, 4))
                .child("江小", Sex.FEMALE, today().minusYears(10))
                .found();
    }
}
