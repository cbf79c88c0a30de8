package tw.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.Outgoing;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.TimeOrdered;

/** 備料: items as the notice room holds them, and their committed promises. */
final class Stock {

    private static final int BATCH = 500;

    /** Numbers that no other item has, whoever makes it. */
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ExchangeDesk exchange;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final List<AgencyCode> agencies;

    Stock(ExchangeDesk exchange, TransactionTemplate transaction, JdbcClient jdbc, List<AgencyCode> agencies) {
        this.exchange = exchange;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.agencies = agencies;
    }

    void commit(int count) {
        for (int done = 0; done < count; done += BATCH) {
            application(Math.min(BATCH, count - done));
        }
    }

    /** So many items in one transaction. */
    void application(int count) {
        int first = NUMBERS.getAndAdd(count);
        List<Outgoing> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(one(first + i));
        }
        transaction.executeWithoutResult(_ -> {
            items(first, batch);
            exchange.promise(batch);
        });
    }

    private Outgoing one(int number) {
        String data = """
                {"programme":"registration-change","change":"address","effectiveDate":"2026-01-09",\
                "person":{"nationalId":"A123456789","name":"王小明"},\
                "before":{"address.full":"連江縣南竿鄉介壽村5鄰76號"},"after":{"address.full":"連江縣北竿鄉塘岐村3鄰%d號"},\
                "extraKeys":{"electricityNo":"01234567890"},"contact":{"phone":"0912345678"}}""".formatted(number);
        return new Outgoing(
                TimeOrdered.id(Instant.now()),
                agencies.get(number % agencies.size()),
                "tw.onestop.notice.registration-change.address.v1",
                "citizen %26d".formatted(number / agencies.size()).getBytes(StandardCharsets.US_ASCII),
                data.getBytes(StandardCharsets.UTF_8));
    }

    private void items(int first, List<Outgoing> batch) {
        jdbc.sql("""
                with added as (
                    insert into notice.item (id, registration, agency, programme, change, type, person, person_sealed,
                                             keys_sealed, status, since)
                    select id, :first + line, agency, 'statutory', 'ADDRESS', type, line, ''::bytea, ''::bytea,
                           'ACCEPTED', clock_timestamp()
                    from unnest(:ids::uuid[], :agencies::text[], :types::text[])
                         with ordinality as t (id, agency, type, line)
                    returning id)
                insert into notice.item_step (item, status, at, by)
                select id, 'ACCEPTED', clock_timestamp(), 'RULE:bench' from added
                """)
                .param("first", first)
                .param("ids", batch.stream().map(o -> o.id().toString()).toArray(String[]::new))
                .param("agencies", batch.stream().map(o -> o.agency().value()).toArray(String[]::new))
                .param("types", batch.stream().map(Outgoing::type).toArray(String[]::new))
                .update();
    }
}
