package tw.agencies;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * 通報取件: asks for what came after the last notice it has. A page is on the disk, and with it the position, before the next is
 * asked for; after a crash the same page comes again and changes nothing.
 */
final class PullDoor {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(2);
    private static final int PAGE = 1_000;

    private final Agency agency;
    private final Casebook casebook;
    private final Product product;

    PullDoor(Agency agency, Casebook casebook, Product product) {
        this.agency = agency;
        this.casebook = casebook;
        this.product = product;
    }

    /** Runs until interrupted. */
    void run() throws InterruptedException {
        while (true) {
            agency.awaitOpen();
            Thread.sleep(agency.dials().duration(Dial.SLOW));
            Thread.sleep(pull());
        }
    }

    private Duration pull() throws InterruptedException {
        if (agency.dials().strikes(Dial.FAIL)) {
            agency.log().line("failed-on-request");
            return INTERVAL;
        }
        try {
            Product.Feed feed = product.notices(casebook.position(), PAGE);
            if (!feed.notices().isEmpty()) {
                take(feed);
            }
            return feed.more() ? Duration.ZERO : INTERVAL;
        } catch (IOException | Notice.Malformed trouble) {
            agency.log().line("pull-failed", trouble.getClass().getSimpleName(), trouble.getMessage());
            return PAUSE_AFTER_TROUBLE;
        }
    }

    private void take(Product.Feed feed) throws IOException, Notice.Malformed {
        List<Notice> page = new ArrayList<>();
        for (JsonNode envelope : feed.notices()) {
            Notice notice = Notice.parse(envelope);
            if (!notice.recipient().equals(agency.code())) {
                throw new Notice.Malformed("a notice for " + notice.recipient());
            }
            if (agency.dials().strikes(Dial.SWALLOW)) {
                agency.log().line("swallowed", notice.id());
            } else {
                page.add(agency.unsealed(notice));
            }
        }
        List<Casebook.Entry> entries =
                page.stream().map(notice -> agency.enter(notice, "")).toList();
        if (agency.dials().strikes(Dial.DROP)) {
            agency.log().line("answer-dropped", "page after", casebook.position());
        } else {
            casebook.pulled(feed.last());
        }
        for (Casebook.Entry entry : entries) {
            entry.await();
            agency.taken(entry);
        }
    }
}
