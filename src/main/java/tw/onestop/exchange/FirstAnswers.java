package tw.onestop.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;

/** 回復的儲存: the first answer to every idempotency key; always several at once. */
@Repository
class FirstAnswers {

    private final JdbcClient jdbc;

    FirstAnswers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 冪等鍵, which every agency has its own of. */
    record Key(AgencyCode agency, String text) {

        private static Key of(ResultSet row) throws SQLException {
            return new Key(new AgencyCode(row.getString("agency")), row.getString("key"));
        }
    }

    /** Those on which nobody else works until the transaction ends. */
    Set<Key> begin(List<Key> keys) {
        return new HashSet<>(jdbc.sql("""
                select agency, key from unnest(:agencies::text[], :keys::text[]) as asked (agency, key)
                where pg_try_advisory_xact_lock(hashtextextended(agency || ' ' || key, 20481))
                """)
                .param("agencies", texts(keys, key -> key.agency().value()))
                .param("keys", texts(keys, Key::text))
                .query((row, n) -> Key.of(row))
                .list());
    }

    Map<Key, Given> given(List<Key> keys) {
        Map<Key, Given> given = new HashMap<>();
        jdbc.sql("""
                select r.agency, r.key, r.digest, r.answer
                from unnest(:agencies::text[], :keys::text[]) as asked (agency, key)
                join exchange.reply r using (agency, key)
                """)
                .param("agencies", texts(keys, key -> key.agency().value()))
                .param("keys", texts(keys, Key::text))
                .query(row -> {
                    given.put(
                            Key.of(row),
                            new Given(row.getBytes("digest"), ReplyAnswer.valueOf(row.getString("answer"))));
                });
        return given;
    }

    void keep(Map<Key, Given> answers, Instant at) {
        List<Key> keys = List.copyOf(answers.keySet());
        jdbc.sql("""
                insert into exchange.reply (agency, key, digest, answer, at)
                select agency, key, digest, answer, :at
                from unnest(:agencies::text[], :keys::text[], :digests::bytea[], :answers::text[])
                    as given (agency, key, digest, answer)
                """)
                .param("agencies", texts(keys, key -> key.agency().value()))
                .param("keys", texts(keys, Key::text))
                .param(
                        "digests",
                        keys.stream().map(key -> given(answers, key).digest()).toArray(byte[][]::new))
                .param(
                        "answers",
                        texts(keys, key -> given(answers, key).answer().name()))
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

    private static Given given(Map<Key, Given> answers, Key key) {
        return Objects.requireNonNull(answers.get(key));
    }

    private static String[] texts(List<Key> keys, Function<Key, String> text) {
        return keys.stream().map(text).toArray(String[]::new);
    }
}
