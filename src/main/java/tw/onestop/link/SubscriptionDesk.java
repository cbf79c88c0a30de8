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
 * 檔案訂閱: every hour or day an agency gets a file of those it follows for a purpose of whom something changed since the last one, as they
 * stand now. What changed is the feed's to know (追蹤); the file is answered as any file of numbers.
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
    Subscribing subscribe(String id, Occasion occasion, List<String> fields, Every every, Actor machine);

    sealed interface Subscribing {

        /**
         * @param fresh whether it was not there before
         */
        record Subscribed(Subscription subscription, boolean fresh) implements Subscribing {}

        /** Codes as those of a file, and {@code subscriptionIdTaken}. */
        record Refused(Answer.Refused why) implements Subscribing {}
    }

    /**
     * 訂閱.
     *
     * @param since the last number of the feed that a file told of
     * @param stopped code of why no file comes any more, else {@code ""}
     * @param runs the last ones, the newest first
     */
    record Subscription(
            String id,
            String purposeId,
            List<String> fields,
            Every every,
            long since,
            Instant nextAt,
            String stopped,
            List<Run> runs) {

        public Subscription {
            fields = List.copyOf(fields);
            runs = List.copyOf(runs);
        }
    }

    /**
     * 一期.
     *
     * @param since of the changes after this number of the feed, up to and including {@code until}
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
