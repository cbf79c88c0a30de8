package tw.onestop.payment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.payment.Refund.Account;
import tw.onestop.payment.Refund.State;

/** 退費: never by one person alone, and never more than came. */
@Component
class Refunding implements RefundDesk {

    private static final Pattern BANK = Pattern.compile("\\d{3}");
    private static final Pattern AMOUNT = Pattern.compile("|[1-9]\\d{0,6}|[1-9]\\d{0,2},\\d{3}|[1-9],\\d{3},\\d{3}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{8,16}");
    private static final int LONGEST_HOLDER = 50;
    private static final int LONGEST_REFERENCE = 40;

    private final Slips slips;
    private final Remittances remittances;
    private final Refunds refunds;
    private final AuditDesk audit;
    private final SlipLedger ledger;

    Refunding(Slips slips, Remittances remittances, Refunds refunds, AuditDesk audit, SlipLedger ledger) {
        this.slips = slips;
        this.remittances = remittances;
        this.refunds = refunds;
        this.audit = audit;
        this.ledger = ledger;
    }

    @Override
    @Transactional
    public List<Remittance> notOwed(Actor reader) {
        audit.record(Act.done(reader, "payment.notOwed.list", null, null));
        return remittances.toRefund();
    }

    @Override
    @Transactional
    public List<Refund> refunds(Actor reader) {
        audit.record(Act.done(reader, "payment.refund.list", null, null));
        return refunds.all();
    }

    @Override
    @Transactional
    public List<Refusal> ask(Request typed, Actor by) {
        Account account = new Account(
                Text.unspaced(typed.bank()),
                Text.unspaced(typed.account()),
                typed.holder().strip());
        List<Refusal> wrong = wrong(typed, account);
        Optional<Remittance> money = remittances.of(typed.remittance()).filter(one -> concerns(one, by));
        if (money.isEmpty()) {
            wrong.add(Refusal.of("", "payment.refund.unknownMoney"));
        } else if (wrong.isEmpty()) {
            int left = refunds.left(money.get().id());
            int amount = amount(typed).isEmpty()
                    ? left
                    : Integer.parseInt(amount(typed).replace(",", ""));
            tooMuch(amount, left).ifPresent(wrong::add);
            Optional<String> no = wrong.isEmpty()
                    ? refunds.add(money.get().id(), amount, typed.reason().strip(), account, by.id())
                    : Optional.empty();
            if (no.isPresent()) {
                audit.record(new Act(by, "payment.refund.ask", no.get(), null, Act.Outcome.DONE, "amount=" + amount));
                return List.of();
            }
            if (wrong.isEmpty()) {
                wrong.add(Refusal.of("", "payment.refund.waits"));
            }
        }
        audit.record(
                Act.refused(by, "payment.refund.ask", null, wrong.getFirst().code()));
        return wrong;
    }

    private static String amount(Request typed) {
        return Text.halfWidth(typed.amount()).strip();
    }

    private static Optional<Refusal> tooMuch(int amount, int left) {
        if (left <= 0) {
            return Optional.of(Refusal.of("", "payment.refund.already"));
        }
        return amount > left
                ? Optional.of(Refusal.of("amount", "payment.refund.tooMuch", "%,d".formatted(left)))
                : Optional.empty();
    }

    private static List<Refusal> wrong(Request typed, Account account) {
        List<Refusal> wrong = new ArrayList<>();
        if (!AMOUNT.matcher(amount(typed)).matches()) {
            wrong.add(Refusal.of("amount", "payment.refund.amount"));
        }
        Reason.against(typed.reason()).ifPresent(wrong::add);
        if (!BANK.matcher(account.bank()).matches()) {
            wrong.add(Refusal.of("bank", "payment.refund.bank"));
        }
        if (!ACCOUNT.matcher(account.number()).matches()) {
            wrong.add(Refusal.of("account", "payment.refund.account"));
        }
        if (account.holder().isEmpty() || Text.length(account.holder()) > LONGEST_HOLDER) {
            wrong.add(Refusal.of("holder", "payment.refund.holder"));
        }
        return wrong;
    }

    /** Money on a slip is the office's and the ministry's; what came on no slip is the ministry's. */
    private boolean concerns(Remittance money, Actor by) {
        return by.office() == null
                || SlipNumber.parse(money.slipNo())
                        .flatMap(slips::byNo)
                        .filter(slip -> SlipCounter.concerns(slip, by))
                        .isPresent();
    }

    @Override
    @Transactional
    public Optional<Refund> toDecide(String no, Actor reader) {
        Optional<Refund> refund = refunds.find(no).filter(one -> one.state() == State.ASKED);
        audit.record(
                refund.isPresent()
                        ? Act.done(reader, "payment.refund.read", no, null)
                        : Act.refused(reader, "payment.refund.read", null, "notAsked"));
        return refund;
    }

    @Override
    @Transactional
    public void refused(String why, Actor machine) {
        audit.record(Act.refused(machine, "payment.refund.end", null, why));
    }

    @Override
    @Transactional
    public List<Refusal> decide(String no, boolean approved, String why, Actor by) {
        Optional<Refund> refund = refunds.lock(no);
        List<Refusal> wrong = new ArrayList<>();
        if (refund.isEmpty()) {
            wrong.add(Refusal.of("", "payment.refund.unknown"));
        } else if (refund.get().state() != State.ASKED) {
            wrong.add(Refusal.of("", "payment.refund.decided"));
        } else if (refund.get().askedBy().equals(by.id())) {
            wrong.add(Refusal.of("", "payment.refund.samePerson"));
        } else if (!approved) {
            Reason.against(why).ifPresent(wrong::add);
        }
        if (!wrong.isEmpty()) {
            audit.record(Act.refused(
                    by, "payment.refund.decide", null, wrong.getFirst().code()));
            return wrong;
        }
        State next = approved ? State.APPROVED : State.DECLINED;
        refunds.decide(refund.orElseThrow(), next, approved ? "" : why.strip(), by.id());
        audit.record(new Act(by, "payment.refund.decide", no, null, Act.Outcome.DONE, next.name()));
        return List.of();
    }

    @Override
    @Transactional
    public Optional<List<Refund>> forBank(Actor machine) {
        if (!slips.collects(machine.agency())) {
            audit.record(Act.refused(machine, "payment.refund.send", null, "noCollector"));
            return Optional.empty();
        }
        AgencyCode bank = Objects.requireNonNull(machine.agency());
        List<Refund> due = refunds.toPayOut(bank);
        refunds.sent(due.stream().filter(one -> one.state() == State.APPROVED).toList());
        audit.record(new Act(machine, "payment.refund.send", null, null, Act.Outcome.DONE, "refunds=" + due.size()));
        return Optional.of(due);
    }

    @Override
    @Transactional
    public Result carriedOut(String no, boolean paid, String bankReference, Actor machine) {
        Result result = slips.collects(machine.agency())
                ? refunds.lock(no)
                        .filter(one -> one.collector().equals(machine.agency()))
                        .map(one -> end(one, paid ? State.CONFIRMED : State.RETURNED, bankReference, machine))
                        .orElse(Result.UNKNOWN)
                : Result.NO_COLLECTOR;
        audit.record(new Act(
                machine,
                "payment.refund.end",
                result == Result.UNKNOWN ? null : no,
                null,
                result == Result.TAKEN || result == Result.SAME_AGAIN ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                result.name()));
        return result;
    }

    private Result end(Refund refund, State next, String bankReference, Actor machine) {
        if (refund.state() == next) {
            return Result.SAME_AGAIN;
        }
        if (!refund.state().canBecome(next)) {
            return Result.NOT_FORWARD;
        }
        String reference = bankReference.strip();
        refunds.ended(refund, next, reference.substring(0, Math.min(LONGEST_REFERENCE, reference.length())));
        if (next == State.CONFIRMED) {
            goneBack(refund, machine);
        }
        return Result.TAKEN;
    }

    /** Of what paid a slip, not of what came beside it; a slip of which a part has gone back stays paid. */
    private void goneBack(Refund refund, Actor machine) {
        Remittance money =
                remittances.of(refund.collector(), refund.transactionId()).orElseThrow();
        if (money.outcome().owed() && money.goneBack() == money.amount()) {
            ledger.refunded(ledger.held(money.slipNo()).orElseThrow(), machine);
        }
    }
}
