package tw.onestop.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 連結審查: the ministry's side of joining; an application is returned once, with everything that is missing (一次告知). */
public interface ReviewDesk {

    /** What waits for the ministry, the longest waiting first. */
    List<Application> waiting(Actor ministry);

    Optional<Application> application(UUID id, Actor ministry);

    /**
     * 退回補正, once.
     *
     * @param remarks what is to be mended, by part; blank ones count for nothing
     */
    List<Refusal> giveBack(UUID id, Map<Section, String> remarks, Actor ministry);

    /** 核准: makes the grant of all that was applied for, or of a part of it; names the officers on the roster, and starts its days. */
    List<Refusal> approve(UUID id, Approval typed, Actor ministry);

    /** 不予核准, with the reason. */
    List<Refusal> refuse(UUID id, String reason, Actor ministry);

    /** What is suggested for a new grant. */
    Quota suggested();

    /**
     * 核准內容 as typed.
     *
     * @param without 不核准之資料項目: fields that were applied for and are not granted, with the reason; mostly none (部分核准)
     */
    record Approval(Quota quota, Set<String> without, String reason) {

        public Approval {
            without = Set.copyOf(without);
        }

        /** Everything that was applied for. */
        public static Approval whole(Quota quota) {
            return new Approval(quota, Set.of(), "");
        }
    }

    /** 配額 as typed. */
    record Quota(String mostIds, String perMinute) {}
}
