package tw.onestop.bureau.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.CapabilityForm;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.ReceiverForm;
import tw.onestop.agency.Receiving;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.RocDate;

/** A key is called as the ministry entered it for the agency that reads. */
@ProductTest
class NoticeWordsTests {

    private static final String TYPE = "tw.onestop.notice.registration-change.address.v1";

    @Autowired
    NoticeWords words;

    @Autowired
    ReceiverDesk receivers;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    TestClock clock;

    @BeforeEach
    void laterThanAllOtherTests() {
        clock.goTo(LocalDate.of(2041, 1, 16));
        LocaleContextHolder.setLocale(Locale.TAIWAN);
    }

    @AfterEach
    void asBefore() {
        clock.reset();
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void twoAgenciesCallOneKeyByTheirOwnWordsAlsoWhenItsRowHasEnded() {
        AgencyCode gas = Receiving.enacted("TEST-GAS-W", "", receivers, proposals, clock);
        LocalDate from = LocalDate.now(clock).plusDays(1);
        enact(
                new CapabilityForm(
                        "TEST-GAS-W",
                        "ADDRESS",
                        true,
                        List.of(),
                        new ReceiverForm.Key(
                                "waterNo", "瓦斯公司的水號", "Water number of the gas company", "\\d{6}", "123456"),
                        "附水號。",
                        "Add it.",
                        "來函",
                        "改版"),
                from);
        assertThat(words.label(gas, TYPE, "extraKeys.waterNo")).isEqualTo("瓦斯公司的水號");
        assertThat(words.label(new AgencyCode("TAIWATER"), TYPE, "extraKeys.waterNo"))
                .isNotEqualTo("waterNo")
                .isNotEqualTo("瓦斯公司的水號");
        assertThat(words.label(new AgencyCode("TAIPOWER"), TYPE, "extraKeys.waterNo"))
                .isNotEqualTo("瓦斯公司的水號");
        clock.goTo(from.plusDays(1));
        enact(
                new CapabilityForm(
                        "TEST-GAS-W", "ADDRESS", false, List.of(), ReceiverForm.Key.EMPTY, "", "", "來函", "停辦"),
                from.plusDays(2));
        clock.goTo(from.plusDays(9));
        assertThat(words.label(gas, TYPE, "extraKeys.waterNo")).isEqualTo("瓦斯公司的水號");
    }

    private void enact(CapabilityForm form, LocalDate from) {
        assertThat(receivers.prepare(form, Receiving.PREPARES)).isEmpty();
        assertThat(proposals.decide(
                        Receiving.waiting(proposals, "TEST-GAS-W/ADDRESS").id(),
                        new ProposalDesk.Decision("ENACTED", RocDate.compact(from), ""),
                        Receiving.SIGNS))
                .isEmpty();
    }
}
