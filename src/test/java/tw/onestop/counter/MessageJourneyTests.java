package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.People;

/** An applicant ticks how to be told of results, and has it ended at the counter. */
class MessageJourneyTests extends GatewayJourney {

    @Test
    void messagesAreTickedAtTheApplicationAndEndedAtTheCounter() {
        People.Home home = people.household(JIESHOU, "介壽路1號")
                .head("林通知", Sex.FEMALE, LocalDate.of(1971, 4, 2))
                .found();
        try (Clerk clerk = clerk()) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            clerk.walk.type(RocDate.compact(LocalDate.now(clock)));
            clerk.answer("mode", 0);
            clerk.walk.fill("f-address.neighbourhood", "3");
            clerk.walk.fill("f-address.street", "復興路88號");
            clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
            clerk.toNotices();
            clerk.walk.tick(box("LAND", home.id(0)));
            clerk.walk.fill("f-phone", "(02)2345-6789");
            clerk.walk.tick("f-message.SMS", "f-message.EMAIL", "f-consent");
            clerk.walk.sign();
            clerk.walk.fits("messages");
            clerk.walk.press("Enter");
            clerk.assertBeside("message.SMS", "message.EMAIL");
            assertThat(clerk.page().isChecked("[id='f-message.SMS']")).isTrue();
            assertThat(clerk.page().inputValue("#f-phone")).isEqualTo("(02)2345-6789");
            clerk.walk.fill("f-phone", "0912345678");
            clerk.walk.fill("f-email", "lin@example.tw");
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/review");
            clerk.conclude();
            String receiptNo = clerk.page().locator(".counter-done__no").textContent();
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/counter/receipts/**");
            assertThat(clerk.page().innerText("#messages")).contains("以簡訊通知", "以電子郵件通知");
            clerk.walk.fits("messages-receipt");

            clerk.walk.tabTo("messages-end");
            clerk.walk.press("Enter");
            clerk.walk.see("text=已停止通知");
            clerk.walk.flawless();
            clerk.walk.open("/counter/receipts/" + receiptNo);
            assertThat(clerk.page().locator("#messages").count()).isZero();
        }
    }
}
