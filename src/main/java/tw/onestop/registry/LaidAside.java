package tw.onestop.registry;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 索引鍵: keys and indexes of the tables that a load fills, laid aside while rows come and made again behind the last: into a
 * temporal key rows come one by one, and making it of all rows at once takes a fraction of that.
 */
final class LaidAside {

    private static final int AT_A_TIME = 2;

    /** Keys before indexes, the largest tables first: adding a key locks its table, indexes are made side by side. */
    private static final String FOUND = """
            with filled as (select oid, relname from pg_class where oid in ('registry.person'::regclass,
                'registry.stay'::regclass, 'registry.household'::regclass, 'registry.household_anchor'::regclass)),
            found as (
                select 1 as kind, conname as name, relname,
                       format('alter table registry.%I drop constraint %I', relname, conname) as drop_by,
                       format('alter table registry.%I add constraint %I %s', relname, conname,
                              pg_get_constraintdef(c.oid)) as make_by
                from pg_constraint c join filled f on f.oid = conrelid where contype in ('p', 'u', 'x')
                union all
                select 2, i.relname, f.relname, format('drop index registry.%I', i.relname), pg_get_indexdef(indexrelid)
                from pg_index x join filled f on f.oid = indrelid join pg_class i on i.oid = indexrelid
                where not exists (select from pg_constraint c where c.conindid = indexrelid))
            insert into load.laid_aside (place, name, drop_by, make_by)
            select row_number() over (order by kind, relname <> 'person' or kind = 2, relname <> 'stay', relname, name),
                   name, drop_by, make_by from found
            """;

    private final DataSource owner;
    private final JdbcClient jdbc;

    LaidAside(DataSource owner) {
        this.owner = owner;
        this.jdbc = JdbcClient.create(owner);
    }

    /** In the caller's transaction. */
    void layAside() {
        jdbc.sql(FOUND).update();
        jdbc.sql("select drop_by from load.laid_aside order by place")
                .query(String.class)
                .list()
                .forEach(drop -> jdbc.sql(drop).update());
    }

    /** What is made is forgotten, so that an interrupted end goes on where it was. */
    void makeAgain(Consumer<String> done) {
        List<Integer> places = jdbc.sql("select place from load.laid_aside order by place")
                .query(Integer.class)
                .list();
        try (ExecutorService makers = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<CompletableFuture<Void>> made = places.stream()
                    .map(place -> CompletableFuture.runAsync(() -> done.accept(make(place)), makers))
                    .toList();
            made.forEach(CompletableFuture::join);
        }
        // Otherwise the first readings of every page would write it, and the register's first days would be spent on
        // that.
        for (String table : List.of("person", "stay", "household", "household_anchor")) {
            jdbc.sql("vacuum (freeze, analyze) registry." + table).update();
            done.accept("vacuum " + table);
        }
    }

    private String make(int place) {
        String name = new TransactionTemplate(new JdbcTransactionManager(owner)).execute(_ -> {
            jdbc.sql("set local maintenance_work_mem = '1GB'").update();
            jdbc.sql("set local max_parallel_maintenance_workers = 0").update();
            jdbc.sql(jdbc.sql("select make_by from load.laid_aside where place = ?")
                            .param(place)
                            .query(String.class)
                            .single())
                    .update();
            return jdbc.sql("delete from load.laid_aside where place = ? returning name")
                    .param(place)
                    .query(String.class)
                    .single();
        });
        return name == null ? "" : name;
    }
}
