package tw.onestop.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.exchange.MessageDesk.Channel;

/** 待送訊息的儲存. */
@Repository
class Messages {

    private final JdbcClient jdbc;

    Messages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 待送訊息; the address sealed. */
    record Row(
            UUID id,
            Channel channel,
            String about,
            byte[] address,
            String subject,
            String body,
            Instant promisedAt,
            int tries) {}

    /** Of those that wait already and say the same nothing is added. */
    int promise(List<MessageDesk.Message> messages, byte[][] addresses, Instant now, Instant due) {
        return jdbc.sql("""
                insert into exchange.message (id, channel, about, address_sealed, subject, body, promised_at, next_attempt_at)
                select gen_random_uuid(), channel, about, address, subject, body, :now, :due
                from unnest(:channels::text[], :abouts::text[], :addresses::bytea[], :subjects::text[], :bodies::text[])
                    as t (channel, about, address, subject, body)
                on conflict (channel, about, body) where state = 'PENDING' do nothing
                """)
                .param("now", Outbox.utc(now))
                .param("due", Outbox.utc(due))
                .param(
                        "channels",
                        messages.stream().map(m -> m.channel().name()).toArray(String[]::new))
                .param(
                        "abouts",
                        messages.stream().map(MessageDesk.Message::about).toArray(String[]::new))
                .param("addresses", addresses)
                .param(
                        "subjects",
                        messages.stream().map(MessageDesk.Message::subject).toArray(String[]::new))
                .param(
                        "bodies",
                        messages.stream().map(MessageDesk.Message::body).toArray(String[]::new))
                .update();
    }

    int withdraw(String about, Instant now) {
        return jdbc.sql("""
                update exchange.message set state = 'WITHDRAWN', settled_at = ? where about = ? and state = 'PENDING'
                """).params(Outbox.utc(now), about).update();
    }

    /** The one that has been due longest, held until the end of the transaction; no other node sees it meanwhile. */
    Optional<Row> take(Channel channel, Instant now) {
        return jdbc.sql("""
                select * from exchange.message
                where channel = ? and state = 'PENDING' and next_attempt_at <= ?
                order by next_attempt_at limit 1 for update skip locked
                """)
                .params(channel.name(), Outbox.utc(now))
                .query((row, n) -> row(row))
                .optional();
    }

    void settle(UUID id, String state, Instant now) {
        jdbc.sql("update exchange.message set state = ?, settled_at = ? where id = ?")
                .params(state, Outbox.utc(now), id)
                .update();
    }

    void again(UUID id, int tries, Instant due) {
        jdbc.sql("update exchange.message set tries = ?, next_attempt_at = ? where id = ?")
                .params(tries, Outbox.utc(due), id)
                .update();
    }

    void attempted(UUID id, Instant at, Gateway.Sent outcome) {
        jdbc.sql("insert into exchange.message_attempt (message, at, outcome) values (?, ?, ?)")
                .params(id, Outbox.utc(at), outcome.name())
                .update();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("about"),
                row.getBytes("address_sealed"),
                row.getString("subject"),
                row.getString("body"),
                Outbox.instant(row, "promised_at"),
                row.getInt("tries"));
    }
}
