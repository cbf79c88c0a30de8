package tw.onestop.link;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.kernel.Actor;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;

/**
 * 異動訊息: an agency follows people within its grant and is told that something about them changed, by a name for them that
 * only it knows; what changed it asks by a query.
 */
public interface FeedDesk {

    /** 序號前移, after a restore: no number that an agency may have seen for something else is given again. Answers how many feeds there are. */
    int skipAhead(Actor operator);

    /** What became visible to the agency after a sequence, oldest first. */
    Page events(long after, int limit, Actor machine);

    /** {@code last}: the last of this page, else {@code after}. */
    record Page(List<Event> events, long last, boolean more) {}

    /**
     * 異動.
     *
     * @param id the same however often it is read
     * @param subject of whom, by the name this agency knows
     * @param at when it was registered
     * @param purposes for which the agency follows this person
     * @param fields of the grants, which may read otherwise now
     * @param concerns the event that this one corrects or takes back, where it was told
     * @param rights what became of a purpose, which then is the subject; null of a person
     */
    record Event(
            long sequence,
            UUID id,
            Type type,
            String subject,
            Instant at,
            List<String> purposes,
            List<String> fields,
            @Nullable UUID concerns,
            @Nullable Rights rights) {

        public Event {
            purposes = List.copyOf(purposes);
            fields = List.copyOf(fields);
        }
    }

    /**
     * 權限異動.
     *
     * @param kind a word of the published interface
     * @param on from which day it holds; null where it holds at once
     */
    record Rights(String kind, @Nullable LocalDate on) {}

    /** 種類. */
    enum Type {
        /** 異動. */
        CHANGED,
        /** 更正: what was registered was wrong. */
        CORRECTED,
        /** 撤銷: what was registered never was. */
        ANNULLED,
        /** 權限異動: what the agency may ask for a purpose changed, or will. */
        RIGHTS;

        /** As on the wire. */
        public String wireName() {
            return this == RIGHTS
                    ? "tw.onestop.purpose.rights.v1"
                    : "tw.onestop.person." + name().toLowerCase(java.util.Locale.ROOT) + ".v1";
        }
    }

    /** Follows somebody from now on, for a purpose; counts as a query about them. */
    Following follow(String id, Occasion occasion, String number, Actor machine);

    /** 追蹤結果. */
    sealed interface Following {

        /**
         * @param fresh false when it was so already
         */
        record Follows(Followed followed, boolean fresh, Quota quota) implements Following {}

        /**
         * As a query is refused, and {@code unknownPerson} for a number nobody bears whom the officer may see,
         * {@code followIdTaken} when somebody else is followed by this id.
         */
        record Refused(Answer.Refused why) implements Following {}
    }

    /**
     * 追蹤.
     *
     * @param since sequence after which the feed tells of this person
     */
    record Followed(String id, String subject, String purposeId, long since, Instant at) {}

    Optional<Followed> followed(String id, Actor machine);

    /** Whether somebody was followed by this id. */
    boolean unfollow(String id, Actor machine);

    /**
     * 全量: everybody followed for a purpose as they stand, and the sequence from which the feed goes on; each person is
     * an act in the trail before their line is given to the reader.
     */
    Extraction extract(Occasion occasion, Actor machine, Reader reader);

    /** Who takes an extract as it comes. */
    interface Reader {

        /** Once, before the first line. */
        void begins(long sequence, Quota quota);

        /** One person, every value by its path. */
        void line(String subject, Map<String, @Nullable Object> person);
    }

    /** 全量結果. */
    sealed interface Extraction {

        record Complete(int persons) implements Extraction {}

        /** As a query is refused, and {@code busy} when registrations come too thick for a clean start or others read. */
        record Refused(Answer.Refused why) implements Extraction {}
    }
}
