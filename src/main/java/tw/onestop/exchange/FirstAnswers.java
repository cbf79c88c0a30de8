package tw.onestop.exchange;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 回復的儲存: the first answer to every idempotency key. */
@Repository
class FirstAnswers {

    private final JdbcClient jdbc;

    FirstAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else works on this key; false when somebody does. */
    boolean begin(AgencyCode agency, String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:what, 20481))")
                .param("what", agency.value() + " " + key)
                .query(Boolean.class)
                .single();
    }

    Optional<Given> given(AgencyCode agency, String key) {
        return jdbc.sql("select digest, answer from exchange.reply where agency = :agency and key = :key")
                .param("agency", agency.value())
                .param("key", key)
                .query((row, n) -> new Given(row.getBytes("digest"), ReplyAnswer.valueOf(row.getString("answer"))))
                .optional();
    }

    void keep(AgencyCode agency, String key, byte[] digest, ReplyAnswer answer, Instant at) {
        jdbc.sql("""
                insert into exchange.reply (agency, key, digest, answer, at)
                values (:agency, :key, :digest, :answer, :at)
                """)
                .param("agency", agency.value())
                .param("key", key)
                .param("digest", digest)
                .param("answer", answer.name())
                .param("at", Outbox.utc(at))
                .update();
    }

    int forget(Instant before) {
        return jdbc.sql("delete from exchange.reply where at < :before")
                .param("before", Outbox.utc(before))
                .update();
    }

    /** 首次答覆. */
    record Given(byte[] digest, ReplyAnswer answer) {}
}
