package tw.onestop.payment;

import java.time.Instant;
import java.util.regex.Pattern;
import tw.onestop.kernel.Actor;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.payment.Remittance.Outcome;

/** 代收入帳: what the machine of a collecting bank tells. */
public interface CollectionDesk {

    /** Books the money, or takes it as not owed; the same again gets the same answer and changes nothing. */
    Answer collect(Told told, Actor machine);

    /** Records that a machine was refused before what it told had a meaning. */
    void refused(String why, Actor machine);

    /** 入帳通知. */
    record Told(String transactionId, String slipNo, int amount, Instant paidAt, Channel channel) {

        private static final Pattern TRANSACTION = Pattern.compile("[0-9A-Za-z._-]{6,40}");
        private static final Pattern SLIP = Pattern.compile("[0-9A-Za-z-]{1,40}");

        /** 6 to 40 letters, digits, dots, hyphens, underscores; a bank's reference has the same shape. */
        public static boolean isTransaction(String told) {
            return TRANSACTION.matcher(told).matches();
        }

        /** What payers' slips can say, be it no slip of ours. */
        public static boolean isSlip(String told) {
            return SLIP.matcher(told).matches();
        }
    }

    /** 回覆. */
    sealed interface Answer {

        /** Money that is now in the books. */
        record Taken(Outcome outcome) implements Answer {}

        /** The transaction was told before, otherwise. */
        record Differs() implements Answer {}

        /** Whoever asks collects nothing for the offices. */
        record NoCollector() implements Answer {}
    }
}
