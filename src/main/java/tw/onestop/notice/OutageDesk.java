package tw.onestop.notice;

import java.time.Instant;
import java.util.List;
import tw.onestop.exchange.AwayDesk;

/** 服務中斷: what of outside the counter goes on without, so that clerks can say it and nobody waits for it. */
public interface OutageDesk {

    /** The longest first; answers from memory. */
    List<Outage> outages();

    /**
     * 中斷中之服務.
     *
     * @param agency what the agency is called, {@code ""} of what is no agency's
     */
    record Outage(AwayDesk.Kind kind, String agency, String agencyEn, Instant since) {}
}
