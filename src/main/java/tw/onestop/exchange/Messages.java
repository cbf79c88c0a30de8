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

    /**
     * 待送訊息.
     *
     * @param address sealed
     * @param inHand how often it was taken, this time too, since it was last noted what came of it
     */
    record Row(
            UUID id,
            Channel channel,
            String about,
            byte[] address,
            String subject,
            String body,
            Instant promisedAt,
            int tries,
            int inHand) {}

    /**
     * 發送時間.
     *
     * @param byDay whether only within the hours of the rule
     */
    record Leaving(Instant promised, Instant due, boolean byDay) {}

    /** Of those that wait already, were never taken and say the same to the same address nothing is added. */
    void promise(List<MessageDesk.Message> messages, byte[][] addresses, byte[][] indexes, Leaving leaving) {
        jdbc.sql("""
                insert into exchange.message
                    (id, channel, about, address_sealed, address_index, subject, body, promised_at, next_attempt_at, by_day)
                select gen_random_uuid(), channel, about, address, index, subject, body, :now, :due, :byDay
                from unnest(:channels::text[], :abouts::text[], :addresses::bytea[], :indexes::bytea[], :subjects::text[],
                            :bodies::text[]) as t (channel, about, address, index, subject, body)
                on conflict (channel, about, body, address_index) where state = 'PENDING' do nothing
                """)
                .param("now", Outbox.utc(leaving.promised()))
                .param("due", Outbox.utc(leaving.due()))
                .param("byDay", leaving.byDay())
                .param(
                        "channels",
                        messages.stream().map(m -> m.channel().name()).toArray(String[]::new))
                .param(
                        "abouts",
                        messages.stream().map(MessageDesk.Message::about).toArray(String[]::new))
                .param("addresses", addresses)
                .param("indexes", indexes)
                .param(
                        "subjects",
                        messages.stream().map(MessageDesk.Message::subject).toArray(String[]::new))
                .param(
                        "bodies",
                        messages.stream().map(MessageDesk.Message::body).toArray(String[]::new))
                .update();
    }

    /** Answers how many were in nobody's hand: the others may arrive all the same, but are not tried again. */
    int withdraw(String about, Instant now) {
        return jdbc.sql("""
                with back as (
                    update exchange.message set state = 'WITHDRAWN', settled_at = ? where about = ? and state = 'PENDING'
                    returning in_hand)
                select count(*) from back where in_hand = 0
                """).params(Outbox.utc(now), about).query(Integer.class).single();
    }

    /**
     * The one that has been due longest, by night of those that wait for no morning; until {@code until} no other node sees it, unless
     * it is noted before what came of it. From now on it may have left, so it takes no later one in.
     */
    Optional<Row> take(Channel channel, Instant now, Instant until, boolean day) {
        return jdbc.sql("""
                update exchange.message set in_hand = in_hand + 1, next_attempt_at = :until, address_index = null
                where id = (select id from exchange.message
                            where channel = :channel and state = 'PENDING' and next_attempt_at <= :now
                              and (:day or not by_day)
                            order by next_attempt_at limit 1 for update skip locked)
                returning *
                """)
                .param("channel", channel.name())
                .param("day", day)
                .param("now", Outbox.utc(now))
                .param("until", Outbox.utc(until))
                .query((row, n) -> row(row))
                .optional();
    }

    /** What was taken back meanwhile stays so, unless it has arrived. */
    void settle(UUID id, String state, Instant now) {
        jdbc.sql("""
                update exchange.message set state = :state, settled_at = :now, in_hand = 0
                where id = :id and (state = 'PENDING' or :state = 'SENT')
                """)
                .param("state", state)
                .param("now", Outbox.utc(now))
                .param("id", id)
                .update();
    }

    void again(UUID id, int tries, Instant due) {
        jdbc.sql("update exchange.message set tries = ?, next_attempt_at = ?, in_hand = 0 where id = ?")
                .params(tries, Outbox.utc(due), id)
                .update();
    }

    void attempted(UUID id, Instant at, Gateway.Sent outcome) {
        jdbc.sql("insert into exchange.message_attempt (message, at, outcome) values (?, ?, ?)")
                .params(id, Outbox.utc(at), outcome.name())
                .update();
    }

    /** Whether the gateway took anything, since when not. */
    void fared(Channel channel, Gateway.Sent outcome, Instant at) {
        if (outcome == Gateway.Sent.AWAY) {
            jdbc.sql("insert into exchange.gateway_away (channel, since) values (?, ?) on conflict do nothing")
                    .params(channel.name(), Outbox.utc(at))
                    .update();
        } else {
            jdbc.sql("delete from exchange.gateway_away where channel = ?")
                    .param(channel.name())
                    .update();
        }
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
                row.getInt("tries"),
                row.getInt("in_hand"));
    }
}
