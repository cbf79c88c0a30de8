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
                .sql("delete from intake.approval_rule where legal_basis = 'test'")
                .update();
    }

    private void theOfficeRulesSo() {
        TestDatabase.asOwner()
                .sql("insert into intake.approval_rule values ('ADDR', :office, true, '(,)', 'test')")
                .param("office", DONGYIN.value())
                .update();
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
        assertThat(intake.decide(sitting, new Decision("APPROVED", ""), SUPERVISOR))
                .isEmpty();
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
            assertRefused(new Decision("APPROVED", ""), other, "", "intake.approval.none");
        }
        assertNotApproved();
    }

    @Test
    void whatChangedAfterwardsIsAskedForAgain() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        intake.decide(sitting, new Decision("APPROVED", ""), SUPERVISOR);
        intake.keep(sitting, drafts.move(home, CLERK, "覆核路3號"), CLERK);
        assertThat(intake.approval(sitting, CLERK).state()).isEqualTo(State.NEEDED);
        assertNotApproved();
        intake.askApproval(sitting, CLERK);
        intake.keep(sitting, drafts.move(home, CLERK, "覆核路4號"), CLERK);
        assertThat(intake.approvalAsked(sitting, SUPERVISOR))
                .as("what was asked for stands no more")
                .isEmpty();
        assertRefused(new Decision("APPROVED", ""), SUPERVISOR, "", "intake.approval.none");
        assertThat(intake.askApproval(sitting, CLERK)).isEmpty();
        assertThat(intake.approvalAsked(sitting, SUPERVISOR)).isPresent();
    }

    @Test
    void whoSendsItBackSaysWhy() {
        theOfficeRulesSo();
        intake.askApproval(sitting, CLERK);
        assertRefused(new Decision("", ""), SUPERVISOR, "verdict", "intake.approval.verdict");
        assertRefused(new Decision("SENT_BACK", " "), SUPERVISOR, "reason", "intake.approval.reason");
        assertRefused(new Decision("SENT_BACK", "長".repeat(201)), SUPERVISOR, "reason", "intake.approval.tooLong");
        assertThat(intake.decide(sitting, new Decision("SENT_BACK", "缺戶口名簿"), SUPERVISOR))
                .isEmpty();
        assertThat(intake.approval(sitting, CLERK)).isEqualTo(new Approval(State.SENT_BACK, "supervisor", "缺戶口名簿"));
        assertRefused(new Decision("APPROVED", ""), SUPERVISOR, "", "intake.approval.none");
        intake.askApproval(sitting, CLERK);
        assertThat(intake.approval(sitting, CLERK).state()).isEqualTo(State.ASKED);
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
