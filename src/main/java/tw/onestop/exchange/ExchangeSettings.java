package tw.onestop.exchange;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 交換設定.
 *
 * @param privateTargets whether webhooks may live on private and loopback addresses, and without TLS
 * @param retrySchedule pauses after the first, second … failure; the last one repeats
 * @param giveUpAfter how long after its promise a delivery is given up
 * @param timeout for one attempt
 * @param inFlight attempts under way at once per endpoint
 * @param source CloudEvents {@code source}
 * @param schemaBase CloudEvents {@code dataschema} without the type and {@code .json}: where the product shows its schemas
 */
@ConfigurationProperties("onestop.exchange")
record ExchangeSettings(
        @DefaultValue("false") boolean privateTargets,

        @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> retrySchedule,

        @DefaultValue("5d") Duration giveUpAfter,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("64") int inFlight,
        @DefaultValue("urn:onestop:ris") String source,

        @DefaultValue("http://localhost:8080/schemas/notice/")
        String schemaBase) {

    ExchangeSettings {
        retrySchedule = List.copyOf(retrySchedule);
        if (retrySchedule.isEmpty() || inFlight < 1) {
            throw new IllegalArgumentException("a retry schedule and room for one attempt are needed");
        }
    }
}
