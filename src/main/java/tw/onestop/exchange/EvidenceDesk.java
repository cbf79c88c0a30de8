package tw.onestop.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** 傳送紀錄: what was tried with each notice, the evidence of clearing (清查). Ids and codes only. */
public interface EvidenceDesk {

    /** The last attempts of each, oldest first; what was never tried is absent. */
    Map<UUID, List<Tried>> tried(List<UUID> ids);

    /** Every attempt there was of each, oldest first: a dossier leaves out nothing. */
    Map<UUID, List<Tried>> everyTry(List<UUID> ids);

    /**
     * 一次傳送.
     *
     * @param outcome {@code ACCEPTED}, {@code PULLED}, {@code SHOWN}, {@code FILED} or why it failed
     * @param status HTTP status, 0 when there was none
     */
    record Tried(long sequence, Instant at, String outcome, int status) {}
}
