package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.PaymentWorld;
import tw.onestop.Walk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Remittance.Channel;

/** A slip from its printing to the money that goes back, and the day's file, by keyboard. */
class SlipJourneyTests extends CounterJourney {

    private static final Actor BANK = Actor.system("client-bank", new AgencyCode("COLLECTING-BANK"));

    @Autowired
    PaymentWorld world;

    @Autowired
    CollectionDesk collection;

    @Test
    void aSlipIsPrintedPaidTwiceAndTheSecondPaymentGoesBackByTwoPersons() throws IOException {
        String no = world.slipNo();
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            Walk walk = clerk.walk;
            walk.open("/counter");
            walk.tabTo("slips");
            walk.press("Enter");
            walk.arrive("**/counter/slips");
            walk.fill("no", "1234");
            walk.press("Enter");
            walk.see("#errors");
            assertThat(walk.page().inputValue("#no")).isEqualTo("1234");
            walk.fill("no", no.substring(0, 8) + " " + no.substring(8));
            walk.press("Enter");
            walk.arrive("**/counter/slips/" + no);
            assertThat(print(walk)).contains("繳款暨證明單", "王○明", "1,300").doesNotContain("補印：");
            walk.open("/counter/slips/" + no);
            assertThat(print(walk)).contains("補印：", no);
            pay(no, 1300);
            pay(no, 1300);
            walk.open("/counter/slips/" + no);
            assertThat(walk.page().innerText("[data-money]")).contains("已入帳", "重複繳款，待退款");
            walk.flawless();
            walk.fits("slip");
            walk.tabTo("refund");
            walk.press("Enter");
            walk.arrive("**/refund");
            walk.tick("money-0");
            walk.press("ArrowDown");
            walk.fill("reason", "重複繳款");
            walk.fill("bank", "004");
            walk.fill("account", "12");
            walk.fill("holder", "王小明");
            walk.press("Enter");
            walk.see("#account-error");
            assertThat(walk.page().inputValue("#reason")).isEqualTo("重複繳款");
            walk.fill("account", "00412345678");
            walk.fill("amount", "1301");
            walk.press("Enter");
            walk.see("#amount-error");
            walk.flawless();
            walk.fits("slip-refund-too-much");
            assertThat(walk.page().innerText("#amount-error")).contains("1,300");
            assertThat(walk.page().inputValue("#amount")).isEqualTo("1301");
            walk.fill("amount", "300");
            walk.press("Enter");
            walk.arrive("**/counter/slips/" + no);
            assertThat(walk.page().innerText("[data-money]")).contains("300 元", "待核准");
        }
        pay(no, 1300);
        try (Walk walk = Walk.of(cashier("walk-cashier"), access, port)) {
            walk.open("/ministry/refunds");
            assertThat(walk.page()
                            .locator("[data-not-owed] label:has-text('" + no + "')")
                            .count())
                    .as("what is not owed can be chosen")
                    .isOne();
            String refund =
                    walk.page().locator("[data-refund]:has-text('" + no + "')").getAttribute("data-refund");
            walk.flawless();
            assertThat(walk.text()).doesNotContain("00412345678", "王小明");
            walk.tabTo("decide-" + refund);
            walk.press("Enter");
            walk.arrive("**/ministry/refunds/" + refund);
            assertThat(walk.text()).contains("004", "00412345678", "王小明");
            walk.tabTo("decline");
            walk.press("Enter");
            walk.see("#why-error");
            walk.flawless();
            walk.fits("refund");
            walk.tabTo("approve");
            walk.press("Enter");
            walk.see("[data-refund='" + refund + "']:has-text('已核准')");
            walk.fits("refunds");
        }
    }

    @Test
    void theDaysFileIsComparedAndItsDifferencesSettled() throws IOException {
        LocalDate day = LocalDate.of(2032, 3, 4);
        clock.goTo(day);
        try (Walk walk = Walk.of(cashier("walk-cashier"), access, port)) {
            String lost = world.slipNo();
            String other = world.slipNo();
            String known = world.slipNo();
            Told told = pay(known, 1300);
            Path file = Files.createTempFile("day", ".csv");
            Files.writeString(
                    file,
                    """
                    transactionId,slipNo,amount,paidAt,channel
                    %s,%s,1300,%s,STORE
                    LOST-%s,%s,1300,2032-03-04T09:00:00+08:00,BANK
                    LOST-%s,%s,1300,2032-03-04T09:30:00+08:00,BANK
                    T,3,3900
                    """.formatted(told.transactionId(), known, told.paidAt(), lost, lost, other, other),
                    StandardCharsets.UTF_8);
            walk.open("/ministry/payments");
            walk.fill("day", "121/3/4");
            walk.press("Enter");
            walk.see("#file-error");
            assertThat(walk.page().inputValue("#day")).isEqualTo("121/3/4");
            walk.flawless();
            for (int megabytes : new int[] {5, 9}) {
                take(walk, Files.write(Files.createTempFile("large", ".csv"), new byte[megabytes << 20]));
                walk.see("#file-error:has-text('4 MB')");
                walk.flawless();
                assertThat(walk.page().inputValue("#day")).isEqualTo("121/3/4");
            }
            walk.fits("payments-too-large");
            take(walk, file);
            walk.arrive("**/ministry/payments/2032-03-04");
            assertThat(walk.text()).contains("銀行有，本系統沒有", "LOST-" + lost);
            walk.fits("payment-day");
        }
        try (Walk walk = Walk.of(cashier("walk-other-cashier"), access, port)) {
            walk.open("/ministry/payments/2032-03-04");
            walk.tabTo("book-0");
            walk.press("Enter");
            walk.see("#reason-error");
            walk.fill("reason", "銀行來函更正");
            walk.press("Enter");
            walk.see("text=已說明");
            String reason = walk.page().locator("input[name=reason]").getAttribute("id");
            walk.fill(reason, "銀行補送");
            walk.tabTo(reason.replace("reason", "book"));
            walk.press("Enter");
            walk.see("text=已補入帳");
            walk.flawless();
            walk.open("/ministry/payments");
            assertThat(walk.page().innerText("[data-day='2032-03-04']")).contains("相符");
            walk.fits("payments");
        }
    }

    private static void take(Walk walk, Path file) {
        walk.tabTo("file");
        walk.page().setInputFiles("#file", file);
        walk.tabTo("take");
        walk.press("Enter");
    }

    private Told pay(String no, int amount) {
        Instant now = clock.instant().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
        Told told = new Told("T-" + UUID.randomUUID(), no, amount, now, Channel.STORE);
        collection.collect(told, BANK);
        return told;
    }

    private static StaffMember cashier(String username) {
        return new StaffMember(username, "出納", Set.of(Role.MINISTRY), null, null);
    }

    private static String print(Walk walk) throws IOException {
        walk.tabTo("print");
        Download download =
                walk.page().waitForDownload(() -> walk.page().keyboard().press("Enter"));
        byte[] pdf = Files.readAllBytes(download.path());
        Files.write(Path.of("target/slip.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replace(" ", "");
        }
    }
}
