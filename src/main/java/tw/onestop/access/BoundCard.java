package tw.onestop.access;

import java.time.Instant;

/**
 * 已綁定的自然人憑證, the card that opens an account.
 *
 * @param holder 姓名, as the card says it
 * @param lastFour last four digits of the holder's number
 */
public record BoundCard(String holder, String lastFour, Instant boundAt, Instant lastUsed) {

    /** Names nobody. */
    @Override
    public String toString() {
        return "card bound " + boundAt;
    }
}
