package tw.onestop.payment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/**
 * 入帳, money that a bank says it took.
 *
 * @param transactionId the bank's own number of it
 * @param slipNo as the bank told it
 * @param refunds 退費 of it or of parts of it, the earliest first
 * @param owedBack why what it was paid for ended without result, {@code ""} unless it did
 */
public record Remittance(
        UUID id,
        AgencyCode collector,
        String transactionId,
        String slipNo,
        int amount,
        Instant paidAt,
        Channel channel,
        ToldBy toldBy,
        Outcome outcome,
        List<Refund> refunds,
        String owedBack) {

    public Remittance {
        refunds = List.copyOf(refunds);
    }

    /** 繳款管道. */
    public enum Channel {
        /** 便利商店. */
        STORE,
        /** 銀行臨櫃. */
        BANK,
        /** 轉帳. */
        TRANSFER,
        /** 信用卡. */
        CARD;

        /** As banks write it. */
        public static Optional<Channel> named(String told) {
            return Stream.of(values()).filter(one -> one.name().equals(told)).findFirst();
        }
    }

    /** How the office learned of it. */
    public enum ToldBy {
        CALLBACK,
        DAY_FILE
    }

    /** 入帳結果: all but the first are money that is not owed, and is to be refunded. */
    public enum Outcome {
        BOOKED,
        OTHER_AMOUNT,
        CANCELLED_SLIP,
        UNKNOWN_SLIP,
        PAID_ALREADY;

        public boolean owed() {
            return this == BOOKED;
        }
    }

    /** The last 退費, null as long as nobody asked. */
    public @Nullable Refund refund() {
        return refunds.isEmpty() ? null : refunds.getLast();
    }

    /** What nobody has asked back, or was declined or came back from the bank. */
    public int left() {
        return amount
                - refunds.stream()
                        .filter(one -> !one.state().over())
                        .mapToInt(Refund::amount)
                        .sum();
    }

    /** What has gone back. */
    public int goneBack() {
        return refunds.stream()
                .filter(one -> one.state() == Refund.State.CONFIRMED)
                .mapToInt(Refund::amount)
                .sum();
    }

    /** Whether a refund may be asked for: one at a time waits for its decision. */
    public boolean refundable() {
        return left() > 0 && refunds.stream().noneMatch(one -> one.state() == Refund.State.ASKED);
    }
}
