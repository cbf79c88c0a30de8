package tw.onestop.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.TimeOrdered;

/** 進度查詢及撤回: what a citizen does with the number and the code of the receipt. */
@Component
class Following {

    /** Compared with when the number is unknown, so that both answers take the same road. */
    private static final byte[] NOBODYS_INDEX = new byte[32];

    private final Applications applications;
    private final Receipts receipts;
    private final QueryCodes codes;
    private final ProgressAttempts attempts;
    private final AuditDesk audit;
    private final Withdrawals withdrawals;

    Following(
            Applications applications,
            Receipts receipts,
            QueryCodes codes,
            ProgressAttempts attempts,
            AuditDesk audit,
            Withdrawals withdrawals) {
        this.applications = applications;
        this.receipts = receipts;
        this.codes = codes;
        this.attempts = attempts;
        this.audit = audit;
        this.withdrawals = withdrawals;
    }

    @Transactional
    Optional<Receipt> progress(String receiptNo, String queryCode) {
        String number = ReceiptNumber.parse(receiptNo).orElse("");
        Optional<Applications.Row> application = recognised(number, queryCode);
        Actor citizen = Actor.citizen(number);
        audit.record(
                application.isPresent()
                        ? Act.done(citizen, "notice.progress", number, null)
                        : Act.refused(citizen, "notice.progress", number, "notFound"));
        return application.map(row -> receipts.of(row, QueryCodes.tidy(queryCode)));
    }

    @Transactional
    ProgressAnswer progress(String receiptNo, String queryCode, String askedFrom) {
        String number = ReceiptNumber.parse(receiptNo).orElse("");
        Optional<Duration> wait = attempts.wait(askedFrom, number);
        if (wait.isPresent()) {
            audit.record(Act.refused(Actor.citizen(number), "notice.progress", number, "tooMany"));
            return new ProgressAnswer.Wait(wait.get());
        }
        Optional<Receipt> receipt = progress(receiptNo, queryCode);
        if (receipt.isEmpty()) {
            attempts.wrong(askedFrom, number);
        }
        return receipt.<ProgressAnswer>map(ProgressAnswer.Found::new).orElseGet(ProgressAnswer.NotFound::new);
    }

    @Transactional
    boolean withdraw(String receiptNo, String queryCode, UUID item) {
        String number = ReceiptNumber.parse(receiptNo).orElse("");
        Optional<Applications.Row> application = recognised(number, queryCode);
        boolean withdrawn =
                application.filter(row -> withdrawals.withdraw(row, item)).isPresent();
        Actor citizen = Actor.citizen(number);
        audit.record(
                withdrawn
                        ? Act.done(citizen, "notice.withdraw", item.toString(), null)
                        : Act.refused(
                                citizen,
                                "notice.withdraw",
                                item.toString(),
                                application.isEmpty() ? "notFound" : "tooLate"));
        return withdrawn;
    }

    private Optional<Applications.Row> recognised(String number, String queryCode) {
        Optional<Applications.Row> row = applications.byReceiptNo(number);
        byte[] given = codes.index(number, QueryCodes.tidy(queryCode));
        boolean right =
                QueryCodes.same(given, row.map(Applications.Row::codeIndex).orElse(NOBODYS_INDEX));
        return right ? row : Optional.empty();
    }

    /** 撤回: takes an item back before the agency took it up, and says so to an agency that has it already. */
    @Component
    static class Withdrawals {

        private final Items items;
        private final ExchangeDesk exchange;
        private final Telling.Envelopes envelopes;
        private final Errands errands;
        private final ErrandItems waiting;
        private final Reminders reminders;
        private final ErrandFees fees;
        private final Clock clock;

        Withdrawals(
                Replies.Stock stock, ExchangeDesk exchange, Telling.Envelopes envelopes, Waiting waiting, Clock clock) {
            this.items = stock.items();
            this.errands = waiting.errands();
            this.waiting = waiting.items();
            this.reminders = waiting.reminders();
            this.fees = stock.fees();
            this.exchange = exchange;
            this.envelopes = envelopes;
            this.clock = clock;
        }

        /** 申辦業務, those of them that wait, and what may be reminded of again. */
        @Component
        record Waiting(Errands errands, ErrandItems items, Reminders reminders) {}

        boolean withdraw(Applications.Row application, UUID id) {
            Optional<Item> own = items.lock(id)
                    .filter(item -> application.id().equals(item.application()))
                    .filter(item -> item.status().canBecome(ItemStatus.WITHDRAWN));
            Actor citizen = Actor.citizen(application.receiptNo());
            return own.filter(item -> switch (errands.names(List.of(item)).recall(item)) {
                        case CITIZEN -> withdrawn(item, citizen);
                        case OFFICE -> dropped(item, citizen);
                        case AGENCY -> false;
                    })
                    .isPresent();
        }

        /** 刪除: takes an errand out of the day's batch; once that has left, only the agency corrects it. */
        boolean takeBack(Applications.Row application, UUID id, Actor clerk) {
            return items.lock(id)
                    .filter(item -> application.id().equals(item.application()))
                    .filter(item -> dropped(item, clerk))
                    .isPresent();
        }

        private boolean dropped(Item item, Actor by) {
            boolean waited = waiting.drop(item.id());
            if (waited) {
                end(item, by);
            }
            return waited;
        }

        private boolean withdrawn(Item item, Actor citizen) {
            if (!exchange.withdraw(withdrawal(item.id(), item))) {
                tell(item);
            }
            end(item, citizen);
            return true;
        }

        private void end(Item item, Actor by) {
            items.step(item.id(), ItemStatus.WITHDRAWN, clock.instant(), by);
            fees.release(item, "申請已撤回", by);
            reminders.withdrawn(item.id(), LocalDate.now(clock), clock.instant());
        }

        private void tell(Item item) {
            UUID id = TimeOrdered.id(clock.instant());
            items.addWithdrawal(id, item);
            exchange.promise(List.of(withdrawal(id, item)));
        }

        private Outgoing withdrawal(UUID id, Item item) {
            return envelopes.word(id, item, Programme.WITHDRAWAL, Programme.Withdrawal.of(item));
        }
    }
}
