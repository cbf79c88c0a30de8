package tw.onestop.link;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Background;
import tw.onestop.link.MediaDesk.Kind;

/** 逾期未領之媒體 (辦法 §12): what nobody collects within its days is destroyed, as files are. */
@Component
class MediaExpiry implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(MediaExpiry.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Actor RULE = Actor.rule("link.media");

    private final MediaBook book;
    private final MediaWriting writing;
    private final Media.Office office;
    private final Background rounds = new Background(
            "media-expiry",
            PAUSE,
            this::round,
            e -> LOG.warn(
                    "media that nobody collected wait to be destroyed: {}",
                    e.getClass().getSimpleName()));

    MediaExpiry(MediaBook book, MediaWriting writing, Media.Office office) {
        this.book = book;
        this.writing = writing;
        this.office = office;
    }

    @Override
    public Background background() {
        return rounds;
    }

    /** Done once a pause: nothing waits for it. */
    boolean round() {
        Instant now = office.now();
        List<UUID> over = book.uncollected(now.minus(FileDesk.KEPT_DAYS, ChronoUnit.DAYS));
        for (UUID set : over) {
            try {
                office.transaction().executeWithoutResult(_ -> destroy(set, now));
            } catch (RuntimeException e) {
                LOG.warn(
                        "the media set {} cannot be destroyed: {}",
                        set,
                        e.getClass().getSimpleName());
            }
        }
        return false;
    }

    /** Only by the node in whose folder it lies: nothing is said to be destroyed that is still there. */
    private void destroy(UUID set, Instant now) {
        boolean stands = book.lock(set)
                .filter(row -> row.state() == MediaDesk.State.WRITTEN)
                .isPresent();
        if (stands && writing.isHere(set)) {
            book.closed(set, now);
            book.custody(set, Kind.DESTROYED, RULE.id(), RULE.id(), now);
            office.audit().record(Act.done(RULE, "link.media.expire", set.toString(), null));
            writing.clear(set);
        }
    }
}
