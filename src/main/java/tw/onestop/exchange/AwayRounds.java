package tw.onestop.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Background;
import tw.onestop.trust.OutsideDesk;

/** 降級作業現況: looked up every few seconds in the background, so that no page waits for it; when it cannot be, the last one stands. */
@Component
class AwayRounds implements AwayDesk, Background.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(AwayRounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final JdbcClient jdbc;
    private final AgencyDesk agencies;
    private final MessageDesk messages;
    private final OutsideDesk trust;
    private final Background rounds = new Background(
            "exchange-away",
            PAUSE,
            this::round,
            e -> LOG.warn("what is away is not known: {}", e.getClass().getSimpleName()));
    private volatile List<Away> known = List.of();

    AwayRounds(JdbcClient jdbc, AgencyDesk agencies, MessageDesk messages, OutsideDesk trust) {
        this.jdbc = jdbc;
        this.messages = messages;
        this.agencies = agencies;
        this.trust = trust;
    }

    @Override
    public Background background() {
        return rounds;
    }

    @Override
    public List<Away> away() {
        return Stream.concat(
                        known.stream(),
                        trust.silent().entrySet().stream()
                                .map(one -> new Away(Kind.valueOf(one.getKey().name()), null, one.getValue())))
                .sorted(Comparator.comparing(Away::since))
                .toList();
    }

    private boolean round() {
        List<Away> found = new ArrayList<>();
        jdbc
                .sql("""
                select agency, coalesce(failing_since, disabled_at) as since from exchange.endpoint
                where url <> '' and coalesce(failing_since, disabled_at) is not null
                """)
                .query((row, n) ->
                        new Away(Kind.AGENCY, new AgencyCode(row.getString("agency")), Outbox.instant(row, "since")))
                .list()
                .stream()
                .filter(this::isReachedByUs)
                .forEach(found::add);
        // One that is offered no more is tried no more, and nobody misses it.
        jdbc.sql("select channel, since from exchange.gateway_away where channel = any(?)")
                .param(messages.channels().stream().map(Enum::name).toArray(String[]::new))
                .query((row, n) -> new Away(Kind.valueOf(row.getString("channel")), null, Outbox.instant(row, "since")))
                .list()
                .forEach(found::add);
        known = List.copyOf(found);
        return false;
    }

    /** Agencies that fetch for themselves are not waited for. */
    private boolean isReachedByUs(Away one) {
        AgencyCode code = one.agency();
        return code != null
                && agencies.find(code)
                        .filter(agency -> agency.door() == Agency.Door.WEBHOOK)
                        .isPresent();
    }
}
