package tw.onestop.bureau;

import static org.assertj.core.api.Assertions.assertThat;
import static tw.onestop.agency.Receiving.PREPARES;
import static tw.onestop.agency.Receiving.SIGNS;
import static tw.onestop.agency.Receiving.gas;
import static tw.onestop.agency.Receiving.waiting;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;
import tw.onestop.agency.CapabilityForm;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.ReceiverDesk;
import tw.onestop.agency.ReceiverForm;
import tw.onestop.exchange.InboundHandler;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.OpenItems;
import tw.onestop.notice.Receipt;
import tw.onestop.notice.RuleDesk;
import tw.onestop.notice.RuleForm;
import tw.onestop.notice.ShadowDesk;
import tw.onestop.notice.ShadowDesk.Shadow;

/** 試行: last month's cases say what a rule would do; nothing is sent. Its months are those of no other test. */
@ProductTest
class ShadowTests {

    private static final AgencyCode POLICE = new AgencyCode("POLICE-09007010");

    @Autowired
    Cases cases;

    @Autowired
    ShadowDesk shadows;

    @Autowired
    RuleDesk rules;

    @Autowired
    ReceiverDesk receivers;

    @Autowired
    ProposalDesk proposals;

    @Autowired
    NoticeDesk notices;

    @Autowired
    InboundHandler replies;

    @Autowired
    TestClock clock;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void aStatutoryRuleIsRehearsedAndThenHoldsFromItsDay() {
        clock.goTo(LocalDate.of(2033, 3, 10));
        Receipt first = cases.move("試行甲", "BLI", "NTAX");
        clock.goTo(LocalDate.of(2033, 3, 11));
        cases.move("試行乙", "BLI");
        clock.goTo(LocalDate.of(2033, 4, 2));
        long before = open();
        assertThat(rules.prepare(police(true, "0", "999"), PREPARES)).isEmpty();
        Proposal proposal = waiting(proposals, "ADDR/ADDRESS/POLICE");

        Shadow shadow = shadows.of(proposal, SIGNS);

        assertThat(shadow.from()).isEqualTo("2033-03-01");
        assertThat(shadow.cases()).isEqualTo(2);
        assertThat(shadow.present()).isZero();
        assertThat(shadow.likely()).isEqualTo(2);
        assertThat(shadow.examples()).hasSize(2).contains(first.receiptNo());
        assertThat(shadow.loads()).singleElement().satisfies(load -> {
            assertThat(load.agency().code()).isEqualTo(POLICE);
            assertThat(load.all()).isEqualTo(2);
            assertThat(load.most()).isEqualTo(1);
        });
        assertThat(open()).isEqualTo(before);

        assertThat(decide(proposal, 0)).containsExactly(Refusal.of("from", "receiver.from.tomorrow"));
        assertThat(decide(proposal, 1)).isEmpty();
        cases.move("試行丙", "BLI");
        assertThat(open()).isEqualTo(before);
        clock.goTo(LocalDate.of(2033, 4, 3));
        cases.move("試行丁", "BLI");
        assertThat(open()).isEqualTo(before + 1);

        assertThat(rules.prepare(police(false, "", ""), PREPARES)).isEmpty();
        assertThat(decide(waiting(proposals, "ADDR/ADDRESS/POLICE"), 1)).isEmpty();
        clock.goTo(LocalDate.of(2033, 4, 4));
        cases.move("試行戊", "BLI");
        assertThat(open()).isEqualTo(before + 1);
        assertThat(rules.rules(SIGNS).stream()
                        .filter(rule -> rule.kind().name().equals("ADDR")
                                && rule.responsibility().name().equals("POLICE")))
                .singleElement()
                .satisfies(rule -> assertThat(rule.during().until()).isEqualTo("2033-04-04"));
    }

    @Test
    void aRuleOfSomeCountsThoseOnly() {
        clock.goTo(LocalDate.of(2034, 3, 10));
        cases.move("試行己", "BLI");
        clock.goTo(LocalDate.of(2034, 4, 2));
        RuleForm young =
                new RuleForm("ADDR", "ADDRESS", "HEALTH_CENTRE", true, "AFTER", false, "0", "20", "", "", "測試", "測試");
        assertThat(rules.prepare(young, PREPARES)).isEmpty();
        Proposal proposal = waiting(proposals, "ADDR/ADDRESS/HEALTH_CENTRE");

        assertThat(shadows.of(proposal, SIGNS).cases()).isZero();
        proposals.decide(proposal.id(), new ProposalDesk.Decision("SENT_BACK", "", "測試"), SIGNS);
    }

    @Test
    void anEndedRowSaysWhatWouldNotHaveBeenSentAndWhatWasLate() {
        clock.goTo(LocalDate.of(2035, 3, 10));
        cases.move("試行庚", "BLI", "NTAX");
        clock.goTo(LocalDate.of(2035, 4, 2));
        CapabilityForm end =
                new CapabilityForm("BLI", "ADDRESS", false, List.of(), ReceiverForm.Key.EMPTY, "", "", "測試", "測試");
        assertThat(receivers.prepare(end, PREPARES)).isEmpty();
        Proposal proposal = waiting(proposals, "BLI/ADDRESS");

        Shadow shadow = shadows.of(proposal, SIGNS);

        assertThat(shadow.ends()).isTrue();
        assertThat(shadow.present()).isEqualTo(1);
        assertThat(shadow.likely()).isZero();
        assertThat(shadow.late()).isEqualTo(100);
        proposals.decide(proposal.id(), new ProposalDesk.Decision("SENT_BACK", "", "測試"), SIGNS);
    }

    /** Promised within five working days: what takes them over a week end is in time. */
    @Test
    void whatCameByThePromisedDayIsNotLate() {
        clock.goTo(LocalDate.of(2037, 3, 10));
        Receipt.Item item = cases.move("試行壬", "MVO").items().getFirst();
        LocalDate promised = Objects.requireNonNull(item.expectedOn());
        clock.goTo(promised);
        replies.delivered(List.of(new InboundHandler.Delivered(item.id(), clock.instant(), Reply.Status.COMPLETED)));
        clock.goTo(LocalDate.of(2037, 4, 2));
        CapabilityForm end =
                new CapabilityForm("MVO", "ADDRESS", false, List.of(), ReceiverForm.Key.EMPTY, "", "", "測試", "測試");
        assertThat(receivers.prepare(end, PREPARES)).isEmpty();
        Proposal proposal = waiting(proposals, "MVO/ADDRESS");

        assertThat(shadows.of(proposal, SIGNS).late()).isZero();
        proposals.decide(proposal.id(), new ProposalDesk.Decision("SENT_BACK", "", "測試"), SIGNS);
    }

    @Test
    void aReceiverOfACountyIsRehearsedOnWhoLivesThere() {
        clock.goTo(LocalDate.of(2036, 3, 10));
        cases.move("試行辛", "BLI");
        clock.goTo(LocalDate.of(2036, 4, 2));
        assertThat(receivers.prepare(gas("TEST-GAS-HERE", "連江縣"), PREPARES)).isEmpty();
        assertThat(receivers.prepare(gas("TEST-GAS-THERE", "屏東縣"), PREPARES)).isEmpty();

        Shadow here = shadows.of(waiting(proposals, "TEST-GAS-HERE"), SIGNS);
        assertThat(here.cases()).isEqualTo(1);
        assertThat(here.likely()).isEqualTo(1);
        assertThat(here.late()).isNull();
        assertThat(shadows.of(waiting(proposals, "TEST-GAS-THERE"), SIGNS).cases())
                .isZero();
    }

    private static RuleForm police(boolean told, String ageFrom, String ageUntil) {
        return new RuleForm("ADDR", "ADDRESS", "POLICE", told, "AFTER", false, ageFrom, ageUntil, "", "", "測試公告", "測試");
    }

    private List<Refusal> decide(Proposal proposal, int days) {
        return proposals.decide(
                proposal.id(),
                new ProposalDesk.Decision(
                        "ENACTED", RocDate.compact(LocalDate.now(clock).plusDays(days)), ""),
                SIGNS);
    }

    private long open() {
        return OpenItems.of(notices, POLICE, Actor.officer("police", POLICE)).stream()
                .filter(item -> item.type().equals("tw.onestop.notice.statutory.move.v1"))
                .count();
    }
}
