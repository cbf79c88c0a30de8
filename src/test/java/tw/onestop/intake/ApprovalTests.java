package tw.onestop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.intake.Approval.Decision;
import tw.onestop.intake.Approval.State;
import tw.onestop.intake.IntakeDesk.Conclusion;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.MarkDesk;
import tw.onestop.registry.MarkForm;
import tw.onestop.registry.People;

/** 兩人覆核: a rule of the office, off unless it says so; nobody approves of their own work, nor of what changed since. */
@ProductTest
class ApprovalTests {

    private static final OfficeCode DONGYIN = new OfficeCode("09007040");
    private static final Actor CLERK = Actor.staff("clerk", DONGYIN);
    private static final Actor SUPERVISOR = Actor.staff("supervisor", DONGYIN);
    private static final Actor ELSEWHERE = Actor.staff("elsewhere", new OfficeCode("65000010"));

    @Autowired
    IntakeDesk intake;

    @Autowired
    People people;

    @Autowired
    Drafts drafts;

    @Autowired
    MarkDesk marks;

    private People.Home home = new People.Home(new tw.onestop.kernel.HouseholdNo("Y0000000"), "", List.of(), List.of());
    private UUID sitting = new UUID(0, 0);

    @BeforeEach
    void aSitting() {
        home = people.household("09007040001", "覆核路1號")
                .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
        sitting = intake.open(drafts.move(home, CLERK, "覆核路2號"), CLERK);
    }

    @AfterEach
    void noMore() {
        TestDatabase.asOwner()
                .sql("delete from registry.approval_rule where legal_basis = 'test'")
                .update();
        people.forgetRules();
    }

    private void theOfficeRulesSo() {
        TestDatabase.asOwner()
                .sql("insert into registry.approval_rule values ('ADDR/' || :office, 'TWO', '(,)', 'test')")
                .param("office", DONGYIN.value())
                .update();
        people.forgetRules();
    }

    @Test
    void nobodyAsksForItUnlessAnOfficeRulesSo() {
        assertThat(intake.approval(sitting, CLERK).state()).isEqualTo(State.NOT_NEEDED);
        assertThat(intake.conclude(sitting, CLERK)).isInstanceOf(Conclusion.Concluded.class);
    }

    @Test
    void withoutApprovalNothingIsRecorded() {
        theOfficeRulesSo();
        assertNotApproved();
        assertThat(intake.askApproval(sitting, CLERK)).isEmpty();
        assertThat(intake.approval(sitting, CLERK)).isEqualTo(new Approval(State.ASKED, "clerk", ""));
        assertNotApproved();
        assertThat(intake.decide(sitting, decision("APPROVED", ""), SUPERVISOR)).isEmpty();
        assertThat(intake.approval(sitting, CLERK)).isEqualTo(new Approval(State.APPROVED, "supervisor", ""));
        assertThat(intake.conclude(sitting, CLERK)).isInstanceOf(Conclusion.Concluded.class);
    }

    @Test
    void nobodyApprovesOfTheirOwnWorkNorOfAnotherOffices() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        for (Actor other : List.of(CLERK, ELSEWHERE)) {
            assertThat(intake.approvalsAsked(other))
                    .extracting(Approval.Asked::sitting)
                    .doesNotContain(sitting);
            assertRefused(decision("APPROVED", ""), other, "", "intake.approval.none");
        }
        assertNotApproved();
    }

    @Test
    void whoIsKinOfThePartyOrBarredFromThemApprovesOfNothing() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        Actor herself = SUPERVISOR.being(home.numbers().getFirst());
        assertRefused(decision("APPROVED", ""), herself, "", "registry.abstain.SELF");
        People.Home other = people.household("09007040001", "覆核路11號")
                .head("黑二", Sex.MALE, LocalDate.of(1980, 1, 9))
                .found();
        Actor barred = SUPERVISOR.being(other.numbers().getFirst());
        assertThat(intake.approvalsAsked(barred))
                .extracting(Approval.Asked::sitting)
                .contains(sitting);
        assertThat(marks.place(
                        new MarkForm(
                                home.id(0),
                                "PROTECTION_ORDER",
                                "PERSON",
                                "字第1號",
                                other.numbers().getFirst().value(),
                                "",
                                ""),
                        CLERK))
                .isEmpty();
        assertThat(intake.approvalsAsked(barred))
                .extracting(Approval.Asked::sitting)
                .doesNotContain(sitting);
        assertThat(intake.approvalAsked(sitting, barred)).isEmpty();
        assertRefused(decision("APPROVED", ""), barred, "", "intake.approval.none");
        assertNotApproved();
        assertThat(intake.decide(sitting, decision("APPROVED", ""), SUPERVISOR)).isEmpty();
    }

    @Test
    void whatChangedAfterwardsIsAskedForAgain() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        intake.decide(sitting, decision("APPROVED", ""), SUPERVISOR);
        intake.keep(sitting, draft -> drafts.move(home, CLERK, "覆核路3號"), CLERK);
        assertThat(intake.approval(sitting, CLERK).state()).isEqualTo(State.NEEDED);
        assertNotApproved();
        intake.askApproval(sitting, CLERK);
        intake.keep(sitting, draft -> drafts.move(home, CLERK, "覆核路4號"), CLERK);
        assertThat(intake.approvalAsked(sitting, SUPERVISOR))
                .as("what was asked for stands no more")
                .isEmpty();
        assertRefused(decision("APPROVED", ""), SUPERVISOR, "", "intake.approval.none");
        assertThat(intake.askApproval(sitting, CLERK)).isEmpty();
        assertThat(intake.approvalAsked(sitting, SUPERVISOR)).isPresent();
    }

    @Test
    void onlyWhatWasSeenIsDecidedOf() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        Decision seen = decision("APPROVED", "");
        intake.keep(sitting, draft -> drafts.move(home, CLERK, "覆核路5號"), CLERK);
        intake.askApproval(sitting, CLERK);
        for (Decision about : List.of(seen, new Decision("", "", seen.seen()), new Decision("APPROVED", "", ""))) {
            assertThat(intake.decide(sitting, about, SUPERVISOR))
                    .containsExactly(Refusal.of("", "intake.approval.changed"));
        }
        assertThat(intake.approval(sitting, CLERK).state()).isEqualTo(State.ASKED);
        assertThat(intake.decide(sitting, decision("APPROVED", ""), SUPERVISOR)).isEmpty();
        assertThat(intake.conclude(sitting, CLERK)).isInstanceOf(Conclusion.Concluded.class);
    }

    @Test
    void whoSendsItBackSaysWhy() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        assertRefused(decision("", ""), SUPERVISOR, "verdict", "intake.approval.verdict");
        assertRefused(decision("SENT_BACK", " "), SUPERVISOR, "reason", "intake.approval.reason");
        assertRefused(decision("SENT_BACK", "長".repeat(201)), SUPERVISOR, "reason", "intake.approval.tooLong");
        assertThat(intake.decide(sitting, decision("SENT_BACK", "缺戶口名簿"), SUPERVISOR))
                .isEmpty();
        assertThat(intake.approval(sitting, CLERK)).isEqualTo(new Approval(State.SENT_BACK, "supervisor", "缺戶口名簿"));
        assertRefused(decision("APPROVED", ""), SUPERVISOR, "", "intake.approval.none");
        intake.askApproval(sitting, CLERK);
        assertThat(intake.approval(sitting, CLERK).state()).isEqualTo(State.ASKED);
    }

    /** About what the supervisor sees now. */
    private Decision decision(String verdict, String reason) {
        return new Decision(
                verdict,
                reason,
                intake.approvalAsked(sitting, SUPERVISOR)
                        .map(Approval.Asked::mark)
                        .orElse(""));
    }

    private void assertNotApproved() {
        assertThat(intake.conclude(sitting, CLERK))
                .isEqualTo(
                        new Conclusion.Refused(java.util.Map.of(), List.of(Refusal.of("", "intake.approval.needed"))));
    }

    private void assertRefused(Decision decision, Actor actor, String field, String code) {
        assertThat(intake.decide(sitting, decision, actor))
                .extracting(Refusal::field, Refusal::code)
                .contains(org.assertj.core.groups.Tuple.tuple(field, code));
    }
}
