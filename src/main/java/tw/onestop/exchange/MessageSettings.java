package tw.onestop.exchange;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 訊息設定.
 *
 * @param gather so long a message waits before it leaves, so that several results become one
 * @param retrySchedule pauses after the first, second … failure; the last one repeats
 * @param giveUpAfter how long after its promise a message is given up
 * @param timeout of every step of an attempt
 * @param from the sender of e-mails
 */
@ConfigurationProperties("onestop.messages")
record MessageSettings(
        @DefaultValue("10m") Duration gather,

        @DefaultValue({"1m", "5m", "30m", "2h", "5h", "10h", "24h"})
        List<Duration> retrySchedule,

        @DefaultValue("5d") Duration giveUpAfter,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("no-reply@localhost") String from,
        @DefaultValue Smtp smtp,
        @DefaultValue Sms sms) {

    MessageSettings {
        retrySchedule = List.copyOf(retrySchedule);
        if (retrySchedule.isEmpty()) {
            throw new IllegalArgumentException("a retry schedule is needed");
        }
    }

    /**
     * 郵件伺服器.
     *
     * @param host {@code ""} for none
     * @param startTls whether the server must offer it
     */
    record Smtp(
            @DefaultValue("") String host,
            @DefaultValue("25") int port,
            @DefaultValue("") String username,
            @DefaultValue("") String password,
            @DefaultValue("false") boolean startTls) {

        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + "]";
        }
    }

    /**
     * 簡訊閘道.
     *
     * @param url {@code ""} for none
     * @param token of its operator, sent as a bearer token
     */
    record Sms(
            @DefaultValue("") String url, @DefaultValue("") String token) {

        @Override
        public String toString() {
            return "Sms[" + url + "]";
        }
    }

    Duration pause(int tries) {
        return retrySchedule.get(Math.clamp(tries - 1L, 0, retrySchedule.size() - 1));
    }
}
