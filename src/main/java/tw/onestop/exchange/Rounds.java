package tw.onestop.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.Agency;
import tw.onestop.kernel.AgencyCode;

/** 例行工作 of the leading node: what the dispatcher looks at, what is given up, what is forgotten, what is counted. */
@Component
class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Outbox outbox;
    private final Feed feed;
    private final Endpoints endpoints;
    private final FirstAnswers replies;
    private final Counters counters;
    private final Upwards upwards;
    private Instant counted = Instant.MIN;
    private Instant swept = Instant.MIN;

    Rounds(Outbox outbox, Feed feed, Endpoints endpoints, FirstAnswers replies, Counters counters, Upwards upwards) {
        this.outbox = outbox;
        this.feed = feed;
        this.endpoints = endpoints;
        this.replies = replies;
        this.counters = counters;
        this.upwards = upwards;
    }

    Map<String, Long> heads() {
        return feed.heads();
    }

    List<Endpoints.Row> endpoints() {
        return endpoints.all();
    }

    /** The door an agency left has nothing of it in hand any more. */
    void arrived(AgencyCode agency, Instant since) {
        endpoints.arrived(agency, since);
    }

    void keepHouse(List<Endpoints.Row> known, Supplier<Map<AgencyCode, Agency.Door>> directory, Instant now) {
        if (isDue(counted, 10, now)) {
            counters.show(outbox.queues(), known, now);
            counted = now;
        }
        if (isDue(swept, 60, now)) {
            Map<AgencyCode, Agency.Door> doors = directory.get();
            Set<String> reached = known.stream()
                    .filter(e -> !e.url().isEmpty() && doors.get(e.agency()) == Agency.Door.WEBHOOK)
                    .map(e -> e.agency().value())
                    .collect(Collectors.toSet());
            upwards.expire(outbox, reached, now);
            outbox.endWithdrawn(
                    doors.entrySet().stream()
                            .filter(one -> one.getValue() == Agency.Door.INBOX)
                            .map(one -> one.getKey().value())
                            .collect(Collectors.toSet()),
                    now);
            int forgotten = replies.forget(now.minus(Duration.ofDays(100)));
            LOG.debug("{} old answers forgotten", forgotten);
            swept = now;
        }
    }

    /** Also when the clock was set back: what was done then is not yet. */
    static boolean isDue(Instant last, int seconds, Instant now) {
        return now.isBefore(last) || now.isAfter(last.plusSeconds(seconds));
    }

    /** 逾期: gives up in one transaction with the room above, and closes what has failed as long. */
    @Component
    static class Upwards {

        private final ObjectProvider<InboundHandler> handler;
        private final TransactionTemplate transaction;
        private final ExchangeSettings settings;
        private final Results.Books books;

        Upwards(
                ObjectProvider<InboundHandler> handler,
                TransactionTemplate transaction,
                ExchangeSettings settings,
                Results.Books books) {
            this.handler = handler;
            this.transaction = transaction;
            this.settings = settings;
            this.books = books;
        }

        void expire(Outbox outbox, Set<String> agencies, Instant now) {
            transaction.executeWithoutResult(status -> {
                Instant before = now.minus(settings.giveUpAfter());
                List<UUID> dead = outbox.expire(agencies, before, now);
                if (!dead.isEmpty()) {
                    LOG.error("{} notices were given up", dead.size());
                    books.letters().add(dead, now);
                    handler.getObject().failed(dead, now);
                }
                books.closing().failing(agencies, before, now);
            });
        }
    }
}
