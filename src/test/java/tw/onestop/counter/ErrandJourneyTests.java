package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.kernel.Background;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** What is done at other agencies, from the counter to the officer's answer to the citizen's page, by keyboard. */
class ErrandJourneyTests extends AnsweredJourney {

    @Autowired
    List<Background.Owner> owners;

    @Test
    void withADeathThePoliciesAreCheckedAndTheFuneralGrantAppliedFor() {
        People.Home home = family("介壽路221號");
        long dead = home.id(0).value();
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            death(clerk, home);
            clerk.walk.tick("c-life-policy/check/" + dead);
            clerk.walk.tick("f-keys.life-policy.check." + dead + ".relation");
            clerk.walk.tick("c-labour-benefit/funeral/" + dead);
            clerk.walk.fits("errands-death");
            String funeral = "keys.labour-benefit.funeral." + dead + ".";
            clerk.walk.tick("f-" + funeral + "relation");
            clerk.walk.fill("f-" + funeral + "bankCode", "700");
            clerk.walk.fill("f-" + funeral + "accountNo", "1234567");
            clerk.walk.tick("f-" + funeral + "seized");
            clerk.walk.tick("f-consent");
            clerk.walk.sign();
            clerk.walk.press("Enter");
            clerk.assertBeside(funeral + "relation", funeral + "accountNo", funeral + "passbook");
            assertThat(clerk.page().inputValue("[id='f-" + funeral + "accountNo']"))
                    .isEqualTo("1234567");
            clerk.walk.tabTo("f-" + funeral + "relation");
            clerk.walk.press("ArrowDown");
            clerk.walk.fill("f-" + funeral + "accountNo", "01234567890123");
            clerk.walk.tick("f-" + funeral + "passbook");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/review");
            assertThat(clerk.walk.text()).contains("壽險保單清查", "家屬死亡給付");
            clerk.conclude();
            receipt = receipt(clerk);
            assertThat(clerk.walk.text()).contains("壽險保單清查", "中華民國人壽保險商業同業公會", "家屬死亡給付", "勞動部勞工保險局");
        }
        officer("LIA", receipt, List.of("壽險保單清查", "申請資格", "配偶或親屬", "與當事人之關係（戶籍資料）", "江美"), "errand-policies", false);
        clock.advance(Duration.ofDays(1));
        owners.forEach(owner -> owner.background().wake());
        officer("BLI", receipt, List.of("家屬死亡給付", "配偶", "01234567890123", "3"), "errand-funeral", true);
        try (Walk citizen = follow(receipt)) {
            assertThat(citizen.page().innerText(item("壽險保單清查")))
                    .contains("已完成", "已轉各保險公司")
                    .doesNotContain("更新完成");
            assertThat(citizen.page().innerText(item("家屬死亡給付"))).contains("已完成", "直接與您或受益人聯絡");
            citizen.fits("errands-progress");
        }
    }

    @Test
    void untilTheBatchLeavesTheOfficeDeletesWhatWasWrong() {
        People.Home home = family("介壽路222號");
        long dead = home.id(0).value();
        String funeral = "f-keys.labour-benefit.funeral." + dead + ".";
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            death(clerk, home);
            clerk.walk.tick("c-labour-benefit/funeral/" + dead, funeral + "relation");
            clerk.walk.press("ArrowDown");
            clerk.walk.fill(funeral + "bankCode", "004");
            clerk.walk.fill(funeral + "accountNo", "01234567890");
            clerk.walk.tick(funeral + "seized", funeral + "passbook");
            clerk.agree();
            clerk.conclude();
            Receipt receipt = receipt(clerk);
            clerk.walk.open("/counter/applications");
            clerk.walk.tabTo("take-back-" + grant(receipt).id());
            clerk.walk.press("Enter");
            clerk.walk.see("#taken-back");
            clerk.walk.fits("errand-taken-back");
            assertThat(clerk.walk.text()).contains("已刪除，可以重新申報", "已撤回");
        }
    }

    private static Receipt.Item grant(Receipt receipt) {
        return receipt.items().stream()
                .filter(item -> item.programme().equals("labour-benefit"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLostCardIsAppliedForWithoutAnyRegistration() {
        People.Home home = family("介壽路223號");
        long person = home.id(0).value();
        String delivery = "keys.nhi-card.lost." + person + ".delivery";
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.tabTo("begin-nhi-card/lost");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/notices");
            clerk.walk.fits("errand-lost-card");
            clerk.walk.tick("f-keys.nhi-card.lost." + person + ".idCardLost");
            clerk.walk.fill("f-" + delivery, "近");
            clerk.walk.fill("f-phone", "0912345678");
            clerk.walk.tick("f-consent");
            clerk.walk.sign();
            clerk.walk.press("Enter");
            clerk.assertBeside(delivery);
            assertThat(clerk.page().inputValue("[id='f-" + delivery + "']")).isEqualTo("近");
            clerk.walk.fill("f-" + delivery, "臺北市信義區市府路1號");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/review");
            assertThat(clerk.walk.text()).contains("健保卡遺失補發", "規費 200 元");
            clerk.conclude();
            receipt = receipt(clerk);
            assertThat(clerk.walk.text()).contains("健保卡遺失補發");
        }
        officer("NHIA", receipt, List.of("健保卡遺失補發", "寄送地址", "臺北市信義區市府路1號", "應繳規費", "200"), "errand-card", true);
        try (Walk citizen = follow(receipt)) {
            assertThat(citizen.page().innerText(item("健保卡遺失補發"))).contains("已完成");
        }
    }

    @Test
    void withABirthTheChildIsInsuredAndTheMotherAppliesForHerBenefit() {
        People.Home home = family("介壽路224號");
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            birth(clerk, home);
            clerk.walk.tick("c-nhi-card/newborn/-1");
            String card = "f-keys.nhi-card.newborn.-1.";
            clerk.walk.tick(card + "insured");
            clerk.walk.fill(card + "delivery", "連江縣南竿鄉介壽村224號");
            clerk.walk.tick("c-labour-benefit/maternity/-1");
            String benefit = "f-keys.labour-benefit.maternity.-1.";
            clerk.walk.tick(benefit + "insurance");
            clerk.walk.fill(benefit + "bankCode", "004");
            clerk.walk.fill(benefit + "accountNo", "01234567890");
            clerk.walk.tick(benefit + "seized", benefit + "passbook");
            clerk.walk.tick("c-defence/birth/-1");
            clerk.walk.fill("f-keys.defence.birth.-1.unit", "陸軍馬祖防衛指揮部");
            clerk.walk.fill("f-keys.defence.birth.-1.bankCode", "004");
            clerk.walk.fill("f-keys.defence.birth.-1.accountNo", "01234567890");
            clerk.walk.tick("f-keys.defence.birth.-1.serviceCard");
            clerk.agree();
            assertThat(clerk.walk.text()).contains("江康樂 新生兒加保及健保卡", "江康樂 生育給付", "江康樂 國軍生育補助");
            clerk.conclude();
            receipt = receipt(clerk);
        }
        officer("NHIA", receipt, List.of("新生兒加保及健保卡", "依附投保", "被保險人", "江美", "相片", "無相片"), "errand-newborn", true);
        officer("MND", receipt, List.of("國軍生育補助", "服務單位", "陸軍馬祖防衛指揮部", "與當事人之關係（戶籍資料）", "父母"), "errand-defence", true);
        clock.advance(Duration.ofDays(1));
        owners.forEach(owner -> owner.background().wake());
        officer("BLI", receipt, List.of("生育給付", "勞工保險"), "errand-maternity", true);
        try (Walk citizen = follow(receipt)) {
            assertThat(citizen.page().innerText(item("新生兒加保及健保卡"))).contains("已完成");
            assertThat(citizen.page().innerText(item("國軍生育補助"))).contains("已完成");
            assertThat(citizen.page().innerText(item("生育給付"))).contains("已完成");
        }
    }

    private void birth(Clerk clerk, People.Home home) {
        clerk.find(home.numbers().get(1).value());
        clerk.begin(RegistrationKind.BIRTH);
        clerk.walk.type(daysAgo(5));
        clerk.walk.fill("f-childName", "江康樂");
        clerk.answer("sex", 1);
        clerk.answer("descent", 0);
        clerk.answer("surnameFrom", 0);
        clerk.answer("surnameBy", 0);
        clerk.walk.fill("f-birthPlace", "連江縣");
        clerk.papers("SURNAME_AGREEMENT");
        clerk.toNotices();
    }
}
