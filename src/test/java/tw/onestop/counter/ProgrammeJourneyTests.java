package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Receipt;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.registry.People;
import tw.onestop.registry.RegistrationKind;

/** What follows from a death, a marriage and a new name, by each agency's officer to the citizen's page, by keyboard. */
class ProgrammeJourneyTests extends AnsweredJourney {

    private static final String UNIT = "陸軍馬祖防衛指揮部";

    @Autowired
    CollectionDesk collection;

    @Test
    void ofADeathEveryAgencyAnswersThatTheFamilyAskedOrTheLawHasTold() {
        People.Home home = people.household(JIESHOU, "介壽路225號")
                .head("江役齡", Sex.MALE, today().minusYears(30))
                .spouse("江美", Sex.FEMALE, LocalDate.of(1996, 3, 4))
                .found();
        long dead = home.id(0).value();
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            death(clerk, home);
            walk.tick("c-defence/funeral/" + dead);
            soldier(walk, "f-keys.defence.funeral." + dead + ".");
            for (String errand : List.of("estate/inventory", "local-tax/death")) {
                walk.tick("c-" + errand + "/" + dead, "f-keys." + errand.replace('/', '.') + "." + dead + ".relation");
            }
            clerk.agree();
            clerk.conclude();
            receipt = receipt(clerk);
            assertThat(walk.text()).contains("國軍喪葬補助", "金融遺產查詢（單一窗口）", "地方稅繳款書改寄繼承人", "依法通報");
        }
        officer("MND", receipt, List.of("國軍喪葬補助", "服務單位", UNIT, "配偶", "死亡日期"), "programme-defence-funeral", true);
        officer("NTAX", receipt, List.of("金融遺產查詢", "申請資格", "繼承人", "通知書寄送地址", "介壽路225號"), "programme-estate", true);
        officer("LTAX", receipt, List.of("地方稅繳款書改寄繼承人", "繳款書寄送地址", "介壽路225號"), "programme-local-tax", true);
        for (String told : List.of("NHIA", "NTAX", "POLICE-09007010", "HEALTH-09007010", "CONSCRIPTION-09007010")) {
            byLaw(told, receipt);
        }
        citizen(receipt, "直接與您或受益人聯絡", "國軍喪葬補助", "金融遺產查詢", "地方稅繳款書改寄繼承人");
        citizen(receipt, "依法通報", "中央健康保險署", "財政部國稅局'):has-text('死亡登記", "連江縣南竿鄉警察機關", "連江縣南竿鄉衛生所", "連江縣南竿鄉公所役政單位");
    }

    /** What the law tells has no number in the inbox: nobody applied for it. */
    private void byLaw(String agency, Receipt receipt) {
        String notice = "/bureau/notices/"
                + receipt.items().stream()
                        .filter(one ->
                                one.statutory() && one.agency().code().value().equals(agency))
                        .findFirst()
                        .orElseThrow()
                        .id();
        try (Walk officer = officer(agency)) {
            Instant giveUp = Instant.now().plusSeconds(60);
            do {
                assertThat(Instant.now()).as("nothing came to " + agency).isBefore(giveUp);
                officer.open(notice);
            } while (officer.page().locator("#status-received").count() == 0);
            officer.flawless();
            assertThat(officer.text()).contains("依法通報", "死亡登記", "江役齡", "死亡日期");
            done(officer);
        }
    }

    @Test
    void whoServesAndMarriesAppliesForTheGrant() {
        People.Home bride = people.household(JIESHOU, "介壽路226號")
                .head("唐結婚", Sex.FEMALE, LocalDate.of(1995, 6, 7))
                .found();
        People.Home groom = people.household(JIESHOU, "介壽路227號")
                .head("莊結婚", Sex.MALE, LocalDate.of(1994, 6, 7))
                .found();
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            clerk.find(bride.numbers().getFirst().value());
            clerk.begin(RegistrationKind.MARRY);
            walk.type(daysAgo(0));
            clerk.answer("partnerFrom", 0);
            walk.fill("f-partner", groom.numbers().getFirst().value());
            walk.fill("f-witness1", "甲證人");
            walk.fill("f-witness2", "乙證人");
            clerk.papers("ID_CARD");
            clerk.toNotices();
            long person = bride.id(0).value();
            walk.tick("c-defence/marriage/" + person);
            soldier(walk, "f-keys.defence.marriage." + person + ".");
            clerk.agree();
            clerk.conclude();
            receipt = receipt(clerk);
        }
        officer("MND", receipt, List.of("國軍結婚補助", "服務單位", UNIT, "唐結婚", "01234567890"), "programme-defence", true);
        citizen(receipt, "直接與您或受益人聯絡", "國軍結婚補助");
    }

    private static void soldier(Walk walk, String fields) {
        walk.fill(fields + "unit", UNIT);
        walk.fill(fields + "bankCode", "004");
        walk.fill(fields + "accountNo", "01234567890");
        walk.tick(fields + "serviceCard");
    }

    /** And the motor vehicle offices, which have consent only, are told of the name. */
    @Test
    void aNewNameGoesOnTheCardAfterItsFeeIsPaid() {
        People.Home home = people.household(JIESHOU, "介壽路228號")
                .head("溫換卡", Sex.FEMALE, LocalDate.of(1983, 7, 7))
                .found();
        long person = home.id(0).value();
        Receipt receipt;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            clerk.find(home.numbers().getFirst().value());
            clerk.begin(RegistrationKind.NAME);
            clerk.answer("reason", 2);
            walk.fill("f-newName", "溫新卡");
            clerk.answer("criminalRecord", 0);
            clerk.papers("HOUSEHOLD_CERTIFICATE");
            clerk.toNotices();
            walk.tick("c-LTAX/NAME/" + person, "c-nhi-card/changed/" + person);
            walk.fill("f-keys.nhi-card.changed." + person + ".delivery", "臺北市信義區市府路1號");
            clerk.agree();
            clerk.conclude();
            receipt = receipt(clerk);
            assertThat(walk.page().innerText(".paper .fee")).contains("規費 200 元，尚未繳納");
        }
        String slip = receipt.items().stream()
                .map(Receipt.Item::fee)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .slipNo();
        collection.collect(
                new Told("T-" + UUID.randomUUID(), slip, 200, clock.instant().minusSeconds(60), Channel.STORE),
                Actor.system("client-bank", new AgencyCode("COLLECTING-BANK")));
        Map.of(
                        "NHIA", List.of("健保卡資料變更換發", "溫新卡", "寄送地址", "臺北市信義區市府路1號"),
                        "LTAX", List.of("姓名變更", "溫換卡", "溫新卡"))
                .forEach((agency, words) -> officer(agency, receipt, words, "programme-name-" + agency, true));
        citizen(receipt, "已經繳納", "健保卡資料變更換發");
        citizen(receipt, "機關已經更新完成", "地方稅稽徵機關");
    }
}
