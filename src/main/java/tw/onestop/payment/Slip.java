package tw.onestop.payment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;

/**
 * 繳款暨證明單.
 *
 * @param no sixteen digits, which banks know as 銷帳編號
 * @param item what is paid for, as the room that asked for it knows it
 * @param payer masked name
 * @param prints how often it was printed: the second is a reprint and says so
 * @param cancelledWhy {@code ""} unless it was cancelled
 * @param owedBackWhy why what was paid for ended without result, {@code ""} unless it did
 * @param money what was told of it, the earliest first; what was not owed stands among it
 */
public record Slip(
        UUID id,
        String no,
        UUID item,
        Fee fee,
        OfficeCode office,
        String payer,
        int amount,
        LocalDate due,
        State state,
        Instant issuedAt,
        String issuedBy,
        int prints,
        String cancelledWhy,
        String owedBackWhy,
        List<Remittance> money) {

    public Slip {
        money = List.copyOf(money);
    }

    /** 繳款單狀態. */
    public enum State {
        OPEN,
        PAID,
        CANCELLED,
        /** 已退費: something else may be paid for the same thing. */
        REFUNDED;

        boolean canBecome(State next) {
            return switch (this) {
                case OPEN -> next == PAID || next == CANCELLED;
                case PAID -> next == REFUNDED;
                case CANCELLED, REFUNDED -> false;
            };
        }
    }

    /** When it was paid, null before. */
    public @Nullable Instant paidAt() {
        return money.stream()
                .filter(one -> one.outcome() == Remittance.Outcome.BOOKED)
                .map(Remittance::paidAt)
                .findFirst()
                .orElse(null);
    }

    /** 已部分退還: what of it has gone back. */
    public int goneBack() {
        return money.stream()
                .filter(one -> one.outcome().owed())
                .mapToInt(Remittance::goneBack)
                .sum();
    }

    public boolean overdue(LocalDate today) {
        return state == State.OPEN && due.isBefore(today);
    }
}
