package tw.onestop.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.Grounds;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.agency.Responsibility;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RegistrationKind;

/** 法定通報規則, prepared. */
@Component
class RuleProposing implements RuleDesk {

    private static final int LONGEST = 200;

    private final StatutoryRules rules;
    private final ProposalDesk proposals;
    private final JsonMapper json;
    private final AuditDesk audit;

    RuleProposing(StatutoryRules rules, ProposalDesk proposals, JsonMapper json, AuditDesk audit) {
        this.rules = rules;
        this.proposals = proposals;
        this.json = json;
        this.audit = audit;
    }

    @Override
    @Transactional
    public List<Refusal> prepare(RuleForm typed, Actor by) {
        List<Refusal> wrong = wrong(typed);
        if (wrong.isEmpty()) {
            wrong.addAll(proposals.prepare(Proposal.Subject.STATUTORY_RULE, typed.name(), typed, typed.reason(), by));
        }
        audit.record(
                wrong.isEmpty()
                        ? Act.done(by, "notice.rule.prepare", typed.name(), null)
                        : Act.refused(
                                by,
                                "notice.rule.prepare",
                                null,
                                wrong.getFirst().code()));
        return wrong;
    }

    @Override
    @Transactional
    public List<Held> rules(Actor reader) {
        audit.record(Act.done(reader, "notice.rule.read", null, null));
        return rules.all();
    }

    @Override
    public RuleForm form(Proposal proposal) {
        return json.readValue(proposal.typed(), RuleForm.class);
    }

    private List<Refusal> wrong(RuleForm typed) {
        List<Refusal> wrong = new ArrayList<>();
        if (Arrays.stream(RegistrationKind.values())
                .noneMatch(kind -> kind.name().equals(typed.kind()) && !kind.isOfDoors())) {
            wrong.add(Refusal.of("kind", "receiver.choose.kind"));
        }
        if (CHANGES.stream().noneMatch(change -> change.name().equals(typed.change()))) {
            wrong.add(Refusal.of("change", "receiver.choose.change"));
        }
        if (Arrays.stream(Responsibility.values())
                .noneMatch(duty ->
                        duty.name().equals(typed.responsibility()) && duty != Responsibility.EARLIER_RECIPIENT)) {
            wrong.add(Refusal.of("responsibility", "receiver.choose.responsibility"));
        }
        if (typed.told()) {
            extent(typed, wrong);
        } else if (wrong.isEmpty() && rules.all().stream().noneMatch(rule -> isOf(rule, typed))) {
            wrong.add(Refusal.of("told", "receiver.rule.none"));
        }
        wrong.addAll(Grounds.against(typed.source(), typed.reason()));
        return wrong;
    }

    private static boolean isOf(Held rule, RuleForm typed) {
        return rule.kind().name().equals(typed.kind())
                && rule.change().name().equals(typed.change())
                && rule.responsibility().name().equals(typed.responsibility());
    }

    private static void extent(RuleForm typed, List<Refusal> wrong) {
        if (Arrays.stream(StatutoryRule.Township.values())
                .noneMatch(township -> township.name().equals(typed.township()))) {
            wrong.add(Refusal.of("township", "receiver.choose.township"));
        }
        if (!isAge(typed.ageFrom())) {
            wrong.add(Refusal.of("ageFrom", "receiver.rule.age"));
        }
        if (!isAge(typed.ageUntil())) {
            wrong.add(Refusal.of("ageUntil", "receiver.rule.age"));
        } else if (isAge(typed.ageFrom())
                && extentOf(typed).ageFrom() > extentOf(typed).ageUntil()) {
            wrong.add(Refusal.of("ageUntil", "receiver.rule.ages"));
        }
        if (typed.note().isBlank() != typed.noteEn().isBlank()) {
            wrong.add(Refusal.of(typed.note().isBlank() ? "note" : "noteEn", "receiver.note.both"));
        }
        if (Text.length(typed.note().strip()) > LONGEST) {
            wrong.add(Refusal.of("note", "receiver.tooLong", String.valueOf(LONGEST)));
        }
        if (Text.length(typed.noteEn().strip()) > LONGEST) {
            wrong.add(Refusal.of("noteEn", "receiver.tooLong", String.valueOf(LONGEST)));
        }
    }

    private static boolean isAge(String typed) {
        return Text.halfWidth(typed).strip().matches("\\d{0,3}");
    }

    /** 適用範圍 of what was found right. */
    static Extent extentOf(RuleForm typed) {
        return new Extent(
                typed.township(), typed.menOnly(), age(typed.ageFrom(), 0), age(typed.ageUntil(), Extent.NO_LIMIT));
    }

    private static int age(String typed, int otherwise) {
        String digits = Text.halfWidth(typed).strip();
        return digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    /** 法定通報規則之施行. */
    @Component
    static class Enacting implements ProposalDesk.Enacting {

        private final StatutoryRules rules;
        private final JsonMapper json;

        Enacting(StatutoryRules rules, JsonMapper json) {
            this.rules = rules;
            this.json = json;
        }

        @Override
        public Proposal.Subject subject() {
            return Proposal.Subject.STATUTORY_RULE;
        }

        @Override
        public void enact(Proposal proposal, LocalDate from) {
            RuleForm typed = json.readValue(proposal.typed(), RuleForm.class);
            rules.close(typed, from);
            if (typed.told()) {
                rules.begin(typed, extentOf(typed), from);
            }
        }
    }
}
