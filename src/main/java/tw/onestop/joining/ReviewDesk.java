package tw.onestop.joining;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** 核准: makes the grant, names the officers on the roster, and starts its days. */
    List<Refusal> approve(UUID id, Quota typed, Actor ministry);

    /** 不予核准, with the reason. */
    List<Refusal> refuse(UUID id, String reason, Actor ministry);

    /** What is suggested for a new grant. */
    Quota suggested();

    /** 配額 as typed. */
    record Quota(String mostIds, String perMinute) {}
}
