package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.Walk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Receipt;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.registry.People;

/** What a card costs, as clerk and citizen see it, by keyboard: told on the paper, forgotten, issued anew, paid, taken back. */
class FeeJourneyTests extends CounterJourney {

    @Autowired
    NoticeDesk notices;

    @Autowired
    CollectionDesk collection;

    @Test
    void aForgottenSlipIsIssuedAnewAndWhoPaidAndWithdrawsIsToldOfTheMoney() {
        clock.goTo(LocalDate.of(2033, 3, 7));
        Receipt receipt;
        String first;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            receipt = lostCard(clerk);
            first = slipNo(receipt);
            assertThat(walk.page().innerText(".paper .fee")).contains("規費 200 元，尚未繳納，繳費後才製發", "NT$200");
            walk.fits("fee-receipt");
            walk.tabTo("slip-" + first);
            walk.press("Enter");
            walk.arrive("**/counter/slips/" + first);
            assertThat(walk.page().locator("#another").count()).isZero();
            walk.tabTo("receipt");
            walk.press("Enter");
            walk.arrive("**/counter/receipts/" + receipt.receiptNo());
        }
        try (Walk citizen = follow(receipt)) {
            assertThat(citizen.text())
                    .contains("規費還沒有繳", "規費 200 元，尚未繳納，繳費後才製發")
                    .doesNotContain("您不必再跑一趟");
            assertThat(citizen.page().locator("[data-money]").textContent()).contains("不必繳了");
            citizen.fits("fee-progress");
        }
        clock.goTo(LocalDate.of(2033, 4, 8));
        String second;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            walk.open("/counter/work");
            walk.flawless();
            walk.fits("fee-work");
            walk.tabTo("due-" + first);
            walk.press("Enter");
            walk.arrive("**/counter/slips/" + first);
            walk.fits("fee-slip-overdue");
            walk.tabTo("another");
            walk.press("Enter");
            walk.see("#renewed");
            second = slipNo(receipt);
            assertThat(second).isNotEqualTo(first);
            assertThat(walk.page().url()).endsWith(second);
            walk.flawless();
        }
        collection.collect(
                new Told("T-" + UUID.randomUUID(), second, 200, clock.instant().minusSeconds(60), Channel.STORE),
                Actor.system("client-bank", new AgencyCode("COLLECTING-BANK")));
        try (Walk citizen = follow(receipt)) {
            assertThat(citizen.page().innerText("[data-fee]")).contains("已經繳納");
            assertThat(citizen.text()).contains("預定完成");
            citizen.page().locator("summary").first().focus();
            citizen.press("Enter");
            citizen.see("[data-money]");
            assertThat(citizen.page().innerText("[data-money]")).contains("您已經繳的 200 元會退還給您");
            citizen.flawless();
            citizen.press("Tab", "Enter");
            citizen.see(".progress__note--good");
            assertThat(citizen.page().innerText("[data-fee]")).contains("應退還給您");
            citizen.fits("fee-owed-back");
        }
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.walk.open("/counter/slips/" + second);
            assertThat(clerk.page().innerText("#owed-back")).contains("申請已撤回");
            clerk.walk.tabTo("refund");
        }
    }

    private Receipt lostCard(Clerk clerk) {
        People.Home home = people.household(JIESHOU, "介壽路331號")
                .head("江大", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
        String delivery = "f-keys.nhi-card.lost." + home.id(0).value() + ".delivery";
        clerk.find(home.numbers().getFirst().value());
        clerk.walk.tabTo("begin-nhi-card/lost");
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/notices");
        clerk.walk.tick("f-keys.nhi-card.lost." + home.id(0).value() + ".idCardLost");
        clerk.walk.fill(delivery, "臺北市信義區市府路1號");
        clerk.walk.fill("f-phone", "0912345678");
        clerk.agree();
        clerk.conclude();
        String receiptNo = clerk.page().locator(".counter-done__no").textContent();
        clerk.walk.press("Enter");
        clerk.walk.arrive("**/counter/receipts/**");
        return notices.receipt(receiptNo, People.clerk(Clerk.NANGAN)).orElseThrow();
    }

    /** Of the newest slip. */
    private String slipNo(Receipt receipt) {
        Receipt.Fee fee = notices.receipt(receipt.receiptNo(), People.clerk(Clerk.NANGAN))
                .orElseThrow()
                .items()
                .getFirst()
                .fee();
        assertThat(fee).isNotNull();
        return fee.slipNo();
    }
}
