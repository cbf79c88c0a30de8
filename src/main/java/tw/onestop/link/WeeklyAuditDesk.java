package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.link.OversightDesk.Check;

/**
 * 每週稽核清單 (各機關申請提供戶籍資料及親等關聯資料辦法 §9): queries and files of a week that is over, drawn by a hash; somebody of the agency who does not ask
 * themselves compares each with its file and says so.
 */
public interface WeeklyAuditDesk {

    /** The week in which the day lies, of the reader's agency. */
    Week week(LocalDate day, Actor by);

    /**
     * @param over false as long as the week goes on: then nothing is drawn yet
     * @param mayTick false for who may ask themselves: then nothing is shown
     */
    record Week(LocalDate monday, List<Drawn> drawn, boolean over, boolean mayTick) {

        public Week {
            drawn = List.copyOf(drawn);
        }

        public long ticked() {
            return drawn.stream().filter(one -> one.ticked() != null).count();
        }
    }

    /** 抽查件. */
    record Drawn(Check check, @Nullable Ticked ticked) {}

    /**
     * 稽核結果.
     *
     * @param sound whether query and file go together
     */
    record Ticked(boolean sound, String remark, String by, Instant at) {}

    /**
     * 勾稽, once.
     *
     * @param sound {@code yes} or {@code no} as typed
     * @return empty when it was ticked, else what is wrong
     */
    List<Refusal> tick(Inquiry inquiry, String sound, String remark, Actor by);

    /** For the ministry: how far the agencies are with a week that is over, and what they found. */
    List<Kept> kept(LocalDate day, Actor ministry);

    /**
     * @param unsound of those that were ticked
     */
    record Kept(AgencyCode agency, int drawn, int ticked, int unsound) {}
}
