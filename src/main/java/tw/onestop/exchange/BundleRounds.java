package tw.onestop.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Background;

/** 檔案交換作業: makes the files that are due and lays them into the agencies' folders. */
@Component
@NotInTraining
class BundleRounds implements Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(BundleRounds.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration KEPT = Duration.ofDays(14);

    /** Results that nobody fetched; as long as first answers to replies are kept. */
    private static final Duration KEPT_UNREAD = Duration.ofDays(100);

    private final Work work;
    private final BundleFolder folder;
    private final AgencyDesk agencies;
    private final SftpSettings settings;
    private final Clock clock;
    private final Background rounds = new Background(
            "exchange-bundles",
            PAUSE,
            this::step,
            e -> LOG.warn("files wait: {}", e.getClass().getSimpleName()));
    private Instant forgotten = Instant.MIN;

    BundleRounds(Work work, BundleFolder folder, AgencyDesk agencies, SftpSettings settings, Clock clock) {
        this.work = work;
        this.folder = folder;
        this.agencies = agencies;
        this.settings = settings;
        this.clock = clock;
    }

    /** 作業. */
    @Component("bundleWork")
    record Work(Bundles bundles, BundleKeys keys, BundleMaking making, TransactionTemplate transaction) {}

    @Override
    public Background background() {
        return rounds;
    }

    /** By what name an agency's files are brought and fetched in the trail. */
    static Actor machine(AgencyCode agency) {
        return Actor.system("sftp-" + agency.value(), agency);
    }

    private boolean step() {
        if (!settings.on()) {
            return false;
        }
        Set<AgencyCode> byFile = agencies.all().stream()
                .filter(agency -> agency.door() == Agency.Door.FILE)
                .map(Agency::code)
                .collect(Collectors.toSet());
        Set<AgencyCode> all = new TreeSet<>(java.util.Comparator.comparing(AgencyCode::value));
        all.addAll(byFile);
        all.addAll(work.keys().holders());
        Instant now = clock.instant();
        Set<AgencyCode> due = work.bundles().due(byFile, now);
        boolean more = false;
        for (AgencyCode agency : all) {
            more |= round(agency, due.contains(agency), now);
        }
        if (Rounds.isDue(forgotten, 60, now)) {
            work.bundles().forget(now.minus(KEPT), now.minus(KEPT_UNREAD));
            forgotten = now;
        }
        return more;
    }

    /** One agency's trouble is not another's. */
    private boolean round(AgencyCode agency, boolean isDue, Instant now) {
        try {
            boolean more = isDue
                    && Boolean.TRUE.equals(
                            work.transaction().execute(_ -> work.making().make(agency, now)));
            lay(agency);
            return more;
        } catch (RuntimeException e) {
            LOG.warn("files of {} wait: {}", agency, e.getClass().getSimpleName());
            return false;
        }
    }

    private void lay(AgencyCode agency) {
        Set<String> there = folder.outgoing(agency);
        Set<String> wanted = new TreeSet<>();
        for (String name : work.bundles().standing(agency)) {
            String manifest = name.replace(".p7m", ".json");
            wanted.add(name);
            wanted.add(manifest);
            if (!there.contains(manifest)) {
                work.bundles().laid(agency, name).ifPresent(laid -> {
                    folder.put(agency, name, laid.content());
                    folder.put(agency, manifest, laid.manifest());
                });
            }
        }
        there.stream().filter(name -> !wanted.contains(name)).forEach(name -> folder.remove(agency, name));
    }
}
