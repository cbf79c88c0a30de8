package tw.onestop.access;

import java.time.Instant;
import java.util.UUID;

/**
 * 憑證登入中: a session that was opened with a card and is open now.
 *
 * @param holder 姓名, as the card says it
 * @param lastFour last four digits of the holder's number, as the card says them
 * @param since when the card signed
 * @param evidence number under which {@code trust} keeps what proves it
 */
public record CardSession(StaffMember member, String holder, String lastFour, Instant since, UUID evidence) {

    /** Names nobody but the account. */
    @Override
    public String toString() {
        return member.username() + " by card since " + since;
    }
}
