package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.Grounds;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.ProposalDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.registry.AnnouncementDesk;
import tw.onestop.registry.AnnouncementDesk.Announcement;
import tw.onestop.registry.RulesDesk;

/** 規費變更, of the amounts that errands name; each is announced as every dated amount is. */
@Component
class FeeChanging implements FeeChangeDesk {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,6}");
    private static final Actor RULE = Actor.rule("notice.fee");

    private final Errands errands;
    private final Amounts amounts;
    private final Proposing proposing;
    private final AuditDesk audit;
    private final Clock clock;

    FeeChanging(Errands errands, Amounts amounts, Proposing proposing, AuditDesk audit, Clock clock) {
        this.errands = errands;
        this.amounts = amounts;
        this.proposing = proposing;
        this.audit = audit;
        this.clock = clock;
    }

    /** 擬案, kept and read. */
    @Component("feeProposing")
    record Proposing(ProposalDesk proposals, JsonMapper json) {}

    /** 規費數額 by its days. */
    @Component("feeAmounts")
    record Amounts(AnnouncementDesk announcements) {

        /** Rows of this fee that say something else and begin after a day, the earliest first: what can still be taken back. */
        List<AnnouncementDesk.Rule> otherwise(String name, int amount, LocalDate after) {
            return announcements.rules(RULE).stream()
                    .filter(rule -> rule.isOfNumber(name))
                    .filter(rule -> rule.from() != null && rule.from().isAfter(after))
                    .filter(rule -> !rule.value().equals(String.valueOf(amount)))
                    .toList();
        }
    }

    @Override
    @Transactional
    public List<Charged> fees(Actor reader) {
        audit.record(Act.done(reader, "notice.fee.read", null, null));
        return charged();
    }

    private List<Charged> charged() {
        return errands.byFee(LocalDate.now(clock)).entrySet().stream()
                .map(fee -> new Charged(
                        fee.getKey(),
                        fee.getValue().getFirst().fee(),
                        fee.getValue().stream().map(Errand::name).toList()))
                .toList();
    }

    @Override
    @Transactional
    public List<Refusal> prepare(FeeForm typed, Actor by) {
        List<Refusal> wrong = new ArrayList<>(wrong(typed));
        if (wrong.isEmpty()) {
            wrong.addAll(proposing.proposals().prepare(Proposal.Subject.FEE, typed.name(), typed, typed.reason(), by));
        }
        String object = typed.name().substring(0, Math.min(40, typed.name().length()));
        audit.record(Act.of(by, "notice.fee.prepare", object, wrong));
        return wrong;
    }

    @Override
    public FeeForm form(Proposal proposal) {
        return proposing.json().readValue(proposal.typed(), FeeForm.class);
    }

    private List<Refusal> wrong(FeeForm typed) {
        List<Refusal> wrong = new ArrayList<>();
        List<Charged> known = charged().stream()
                .filter(fee -> fee.name().equals(typed.name()))
                .toList();
        if (known.isEmpty()) {
            return List.of(Refusal.of("", "receiver.fee.unknown"));
        }
        if (!AMOUNT.matcher(Text.halfWidth(typed.amount()).strip()).matches()) {
            wrong.add(Refusal.of("amount", "receiver.fee.amount"));
        } else if (amount(typed) == known.getFirst().amount()
                && amounts.otherwise(typed.name(), amount(typed), LocalDate.now(clock))
                        .isEmpty()) {
            wrong.add(Refusal.of("amount", "receiver.fee.same"));
        }
        wrong.addAll(Grounds.against(typed.source(), typed.reason()));
        return wrong;
    }

    /** Of what was found right. */
    static int amount(FeeForm typed) {
        return Integer.parseInt(Text.halfWidth(typed.amount()).strip());
    }

    /** 規費之施行. */
    @Component("feeEnacting")
    static class Enacting implements ProposalDesk.Enacting {

        private final Amounts amounts;
        private final RulesDesk rules;
        private final JsonMapper json;

        Enacting(Amounts amounts, RulesDesk rules, JsonMapper json) {
            this.amounts = amounts;
            this.rules = rules;
            this.json = json;
        }

        @Override
        public Proposal.Subject subject() {
            return Proposal.Subject.FEE;
        }

        /** Whoever takes an announcement back signs for the day it would have begun: before it nothing would change. */
        @Override
        public List<Refusal> against(Proposal proposal, LocalDate from) {
            int amount = amount(typed(proposal));
            if (rules.value(proposal.about(), from) != amount) {
                return List.of();
            }
            return amounts.otherwise(proposal.about(), amount, from).stream()
                    .flatMap(rule -> Stream.ofNullable(rule.from()))
                    .findFirst()
                    .map(begins -> List.of(Refusal.of("from", "receiver.fee.takeBack", begins.toString())))
                    .orElseGet(() -> List.of(Refusal.of("", "receiver.fee.same")));
        }

        @Override
        public void enact(Proposal proposal, LocalDate from) {
            FeeForm typed = typed(proposal);
            List<Refusal> wrong = amounts.announcements()
                    .announce(
                            new Announcement(
                                    AnnouncementDesk.Table.VALUE,
                                    typed.name(),
                                    String.valueOf(amount(typed)),
                                    RocDate.compact(from),
                                    typed.source().strip()),
                            RULE);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("a fee that was signed for was not announced: "
                        + wrong.getFirst().code());
            }
        }

        private FeeForm typed(Proposal proposal) {
            return json.readValue(proposal.typed(), FeeForm.class);
        }
    }
}
