package tw.onestop.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.Receipt;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.People;

/** The main road in a real browser, by keyboard; only the citizen's signature is drawn. */
class AddressChangeJourneyTests extends AnsweredJourney {

    /** Five agencies, with what the citizen adds where an agency needs it. */
    private static final Map<String, String> TOLD = told();

    private static Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("TAIPOWER", "01234567890");
        told.put("TAIWATER", "4K123456789");
        told.put("LAND", "");
        told.put("MVO", "ABC-1234");
        told.put("NTAX", "");
        return told;
    }

    @Test
    void aClerkRecordsAnAddressChangeWithFiveNoticesByKeyboard() {
        People.Home home = people.household("09007010001", "介壽路1號")
                .head("陳大文", Sex.MALE, LocalDate.of(1975, 4, 2))
                .found();
        Receipt told;
        try (Clerk clerk = Clerk.of(Clerk.NANGAN, access, port)) {
            clerk.find(home.numbers().getFirst().value());
            clerk.walk.press("Enter");
            clerk.walk.arrive("**/forms/0");
            type(clerk);
            tick(clerk, home);
            clerk.agree();
            clerk.conclude();
            told = told(clerk);
        }
        officer(
                "TAIPOWER",
                told,
                List.of("戶籍地址變更", "電號", "01234567890", "介壽路1號", "復興路88號"),
                "address-change-officer",
                true);
        citizen(told, "機關已經更新完成", "台灣電力公司");
        assertThat(registry.person(home.id(0), AsOf.on(LocalDate.now(clock)), People.clerk(Clerk.NANGAN))
                        .orElseThrow()
                        .address()
                        .street())
                .isEqualTo("復興路88號");
    }

    private void type(Clerk clerk) {
        clerk.walk.type(RocDate.compact(LocalDate.now(clock)));
        clerk.answer("mode", 0);
        clerk.walk.fill("f-address.neighbourhood", "3");
        clerk.walk.fill("f-address.street", "復興路88號");
        clerk.papers("HOUSEHOLD_CERTIFICATE", "TITLE_DEED");
        clerk.toNotices();
    }

    private static void tick(Clerk clerk, People.Home home) {
        TOLD.forEach((agency, key) -> {
            clerk.walk.tick("c-%s/ADDRESS/%d".formatted(agency, home.id(0).value()));
            if (!key.isEmpty()) {
                clerk.walk.press("Tab");
                clerk.walk.type(key);
            }
        });
    }

    private Receipt told(Clerk clerk) {
        String receiptNo = clerk.page().locator(".counter-done__no").textContent();
        Receipt receipt = receipt(clerk);
        assertThat(clerk.page().url()).endsWith("/" + receiptNo);
        assertThat(clerk.walk.text()).contains("陳○文", "台灣電力公司", "交通部公路局");
        clerk.walk.open("/counter/applications");
        clerk.walk.flawless();
        assertThat(clerk.walk.text()).contains(receiptNo);
        return receipt;
    }
}
