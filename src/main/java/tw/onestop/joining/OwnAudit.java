package tw.onestop.joining;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 自行稽核: the report of an agency's own audit of its queries, at least every six months (辦法 §9).
 *
 * @param queries made in that time, as the agency counted them
 * @param recorded as the register counted them when the report was filed; null of reports from before it did
 * @param sampled of them looked at; of kinship at least 70 %
 * @param findings what was found
 * @param measures what was done about it, {@code ""} where nothing was found
 */
public record OwnAudit(
        LocalDate from,
        LocalDate to,
        int queries,
        @Nullable Integer recorded,
        int sampled,
        String findings,
        String measures,
        LocalDate filedOn) {

    /** Whether the agency counted otherwise than the register. */
    public boolean differs() {
        return recorded != null && recorded != queries;
    }
}
