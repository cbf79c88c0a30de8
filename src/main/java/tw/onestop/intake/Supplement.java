package tw.onestop.intake;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * 補正通知 (戶籍法施行細則 §20): everything an applicant still has to bring, said once.
 *
 * @param number by which the applicant and any clerk of the office find the sitting again
 * @param title what the list of open sittings calls it: a masked name
 * @param askedBy username
 */
public record Supplement(
        UUID sitting,
        String number,
        String title,
        String office,
        List<String> missing,
        LocalDate due,
        Instant askedAt,
        String askedBy) {

    public Supplement {
        missing = List.copyOf(missing);
    }

    /** 補正期間: the day suggested, and the last one that may be given. */
    public record Span(LocalDate suggested, LocalDate latest) {}

    /** As typed; nothing in it is trusted. */
    public record Request(List<String> missing, String due) {

        public Request {
            missing = List.copyOf(missing);
        }
    }
}
