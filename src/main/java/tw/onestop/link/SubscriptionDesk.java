package tw.onestop.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;

/**
 * 檔案訂閱: every hour or day an agency gets a file of those of whom something changed since the last one, as they stand now: of those it
 * follows for a purpose (追蹤), or of everybody who is or was registered in an area that the ministry allowed. The file is answered as any
 * file of numbers.
 */
public interface SubscriptionDesk {

    /** 週期. */
    enum Every {
        HOUR,
        DAY
    }

    /**
     * Subscribes from now on, or changes what a file holds and how often it comes; what changed meanwhile is not lost.
     *
     * @param occasion purpose, case and officer of every file
     */
    Subscribing subscribe(String id, Occasion occasion, What what, Actor machine);

    /**
     * 訂閱內容.
     *
     * @param area code of a county (five digits) or township (eight), null for those who are followed
     */
    record What(List<String> fields, Every every, @Nullable String area) {

        public What {
            fields = fields.stream().distinct().toList();
        }
    }

    sealed interface Subscribing {

        /**
         * @param fresh whether it was not there before
         */
        record Subscribed(Subscription subscription, boolean fresh) implements Subscribing {}

        /** Codes as those of a file, {@code subscriptionIdTaken} and {@code unauthorizedArea}. */
        record Refused(Answer.Refused why) implements Subscribing {}
    }

    /**
     * 訂閱.
     *
     * @param since the last number of the feed that a file told of; of an area the number of its changes
     * @param stopped code of why no file comes any more, else {@code ""}
     * @param runs the last ones, the newest first
     */
    record Subscription(
            String id, String purposeId, What what, long since, Instant nextAt, String stopped, List<Run> runs) {

        public Subscription {
            runs = List.copyOf(runs);
        }
    }

    /**
     * 一期.
     *
     * @param since of the changes after this number, up to and including {@code until}
     * @param file to be collected, null where nobody changed
     */
    record Run(
            Instant at,
            long since,
            long until,
            int persons,
            @Nullable UUID file) {}

    /** Of the machine's agency. */
    List<Subscription> subscriptions(Actor machine);

    Optional<Subscription> subscription(String id, Actor machine);

    /** Whether there was one. */
    boolean unsubscribe(String id, Actor machine);
}
