package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/**
 * 親等關聯查詢之管控稽核 (辦法 §9, §10): the control auditor of an agency registers who may ask about whom, and looks at most of what was
 * asked, month by month; the ministry sees who does not.
 */
public interface KinControlDesk {

    /** 法定事由 in force. */
    List<KinGround> grounds();

    /** 登錄查詢授權: the code is shown once, and kept by nobody. */
    Registered register(Registering typed, Actor controller);

    /** 登錄 as typed; whether anybody bears the number is not said. */
    record Registering(String purposeId, String querier, String number, String from, String until) {}

    /**
     * 登錄結果.
     *
     * @param code in groups of four, {@code ""} when it was refused
     */
    record Registered(String code, List<Refusal> refusals) {

        public Registered {
            refusals = List.copyOf(refusals);
        }
    }

    /** The latest of the purposes this auditor controls, the newest first. */
    List<Authorisation> authorisations(Actor controller);

    /**
     * 查詢授權.
     *
     * @param target masks itself
     */
    record Authorisation(
            UUID id,
            String purposeId,
            String querier,
            NationalId target,
            LocalDate from,
            LocalDate until,
            State state) {}

    /** 授權狀態. */
    enum State {
        STANDS,
        OVER,
        WITHDRAWN,
        /** 試錯過多. */
        VOID
    }

    List<Refusal> withdraw(UUID id, Actor controller);

    /** 每月抽查 of the purposes this auditor controls. */
    Month month(YearMonth month, Actor controller);

    /**
     * 抽查月報.
     *
     * @param required how many have to be looked at of those there are so far
     * @param percent the share the rule wants
     */
    record Month(YearMonth month, int queries, int reviewed, int required, int percent, List<Line> lines) {

        public Month {
            lines = List.copyOf(lines);
        }

        /** 尚待抽查. */
        public int outstanding() {
            return Math.max(0, required - reviewed);
        }

        /** Per cent, rounded down, so that nobody reaches by rounding what they did not reach. */
        public int share() {
            return queries == 0 ? 100 : reviewed * 100 / queries;
        }
    }

    /**
     * 查詢紀錄.
     *
     * @param target masks itself
     */
    record Line(
            UUID transactionId,
            String purposeId,
            Instant at,
            String querier,
            String controller,
            String caseNo,
            NationalId target,
            int relatives,
            @Nullable Reviewed reviewed) {}

    /** 抽查結果. */
    record Reviewed(Instant at, String by, boolean inOrder, String note) {}

    /** 抽查: once, by an auditor who did not ask; what is not in order needs a remark. */
    List<Refusal> review(UUID transactionId, String finding, String note, Actor controller);

    /** 各機關抽查情形, of every agency that asked in that month; those below the share first. */
    List<Share> shares(YearMonth month, Actor ministry);

    record Share(AgencyCode agency, String purposeId, String purpose, Month month) {}
}
