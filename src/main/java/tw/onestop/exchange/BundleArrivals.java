package tw.onestop.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Background;

/**
 * 收檔作業: takes what agencies brought, one file of each agency in a round. On a thread of its own: however much one of them brings,
 * nobody's notices wait for it.
 */
@Component
@NotInTraining
class BundleArrivals implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(BundleArrivals.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** After that nobody goes on writing what was begun. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final BundleTaking taking;
    private final BundleFolder folder;
    private final SftpSettings settings;
    private final Clock clock;
    private final Background rounds = new Background(
            "exchange-arrivals",
            PAUSE,
            this::step,
            e -> LOG.warn("files that came wait: {}", e.getClass().getSimpleName()));
    private Instant swept = Instant.MIN;

    BundleArrivals(BundleTaking taking, BundleFolder folder, SftpSettings settings, Clock clock) {
        this.taking = taking;
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Background background() {
        return rounds;
    }

    private boolean step() {
        boolean more = false;
        if (settings.on()) {
            Instant now = clock.instant();
            boolean sweeps = Rounds.isDue(swept, 60, now);
            for (AgencyCode agency : folder.agencies()) {
                more |= round(agency, sweeps, now);
            }
            swept = sweeps ? now : swept;
        }
        return more;
    }

    /** One agency's trouble is not another's. */
    private boolean round(AgencyCode agency, boolean sweeps, Instant now) {
        try {
            if (sweeps) {
                folder.sweep(agency, now.minus(UNFINISHED));
            }
            Optional<String> name = folder.claim(agency);
            name.ifPresent(one -> take(agency, one));
            return name.isPresent();
        } catch (RuntimeException e) {
            LOG.warn("files of {} wait: {}", agency, e.getClass().getSimpleName());
            return false;
        }
    }

    private void take(AgencyCode agency, String name) {
        Optional<byte[]> content = folder.claimed(agency, name);
        if (content.isEmpty()) {
            taking.tooLarge(agency, name);
        } else {
            taking.take(agency, name, content.get());
        }
        folder.done(agency, name);
    }
}
