package tw.onestop.payment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/**
 * 退費.
 *
 * @param no {@code R} and twelve digits
 * @param amount the whole of what came, or a part of it
 * @param slipNo as the bank told it
 * @param account where it goes
 * @param decidedBy null until another person has decided
 * @param declinedWhy {@code ""} unless it was declined
 * @param bankReference {@code ""} until the bank has carried it out
 */
public record Refund(
        UUID id,
        String no,
        AgencyCode collector,
        String transactionId,
        String slipNo,
        int amount,
        String reason,
        Account account,
        State state,
        String askedBy,
        Instant askedAt,
        @Nullable String decidedBy,
        String declinedWhy,
        String bankReference) {

    /** 退費進度. */
    public enum State {
        ASKED,
        DECLINED,
        APPROVED,
        SENT,
        CONFIRMED,
        /** 退匯: the bank could not pay it out; it can be asked for again. */
        RETURNED;

        boolean canBecome(State next) {
            return switch (this) {
                case ASKED -> next == APPROVED || next == DECLINED;
                case APPROVED -> next == SENT;
                case SENT -> next == CONFIRMED || next == RETURNED;
                case DECLINED, CONFIRMED, RETURNED -> false;
            };
        }

        /** Whether it ended without the money having gone back. */
        boolean over() {
            return this == DECLINED || this == RETURNED;
        }
    }

    /**
     * 退費帳戶.
     *
     * @param bank three digits
     * @param number 8 to 16 digits
     */
    public record Account(String bank, String number, String holder) {

        /** As pages show it: the last four digits. */
        public String masked() {
            return bank + "-" + "*".repeat(number.length() - 4) + number.substring(number.length() - 4);
        }
    }
}
