package tw.onestop.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** 分批載入; what it has to remember lies in a schema of its own, {@code load}, which only a loaded database has. */
@Component
class BulkLoading implements BulkLoad {

    private static final String MEMORY = """
            create schema load;
            create table load.run (what text not null, began_at timestamptz not null default now(), ended_at timestamptz);
            create table load.part (name text primary key, note text not null, loaded_at timestamptz not null default now());
            create table load.village (code text primary key, households int not null, men int not null, women int not null);
            create table load.laid_aside (place int primary key, name text not null, drop_by text not null, make_by text not null);
            """;

    private final JdbcClient jdbc;
    private final Loading loading;

    BulkLoading(JdbcClient jdbc, Loading loading) {
        this.jdbc = jdbc;
        this.loading = loading;
    }

    @Override
    public void begin(DataSource owner, String what, Collection<Official> official) {
        String role = jdbc.sql("select current_user").query(String.class).single();
        new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(_ -> {
            JdbcClient owners = JdbcClient.create(owner);
            owners.sql("select pg_advisory_xact_lock(hashtext('registry.load'))")
                    .query((row, n) -> n)
                    .list();
            List<String> begun = begun(owners);
            if (!begun.isEmpty() && !begun.getFirst().equals(what)) {
                throw new IllegalStateException(
                        "this register was loaded with %s; go on with that, or take an empty database"
                                .formatted(begun.getFirst()));
            }
            if (begun.isEmpty()) {
                if (!loading.isEmpty()) {
                    throw new IllegalStateException("the register is not empty: nothing was loaded");
                }
                remember(owner, what, official, role);
            }
        });
    }

    private static List<String> begun(JdbcClient owners) {
        boolean known = owners.sql("select to_regclass('load.run') is not null")
                .query(Boolean.class)
                .single();
        return known
                ? owners.sql("select what from load.run").query(String.class).list()
                : List.of();
    }

    private static void remember(DataSource owner, String what, Collection<Official> official, String role) {
        JdbcTemplate owners = new JdbcTemplate(owner);
        owners.execute(MEMORY);
        owners.execute("grant usage on schema load to \"%s\"".formatted(role));
        owners.execute("grant select, insert on load.part to \"%s\"".formatted(role));
        owners.update("insert into load.run (what) values (?)", what);
        List<List<@Nullable Object>> villages = new ArrayList<>();
        official.forEach(v -> villages.add(List.of(v.villageCode(), v.households(), v.men(), v.women())));
        new Copy(owners).into("load.village (code, households, men, women)", villages);
        new LaidAside(owner).layAside();
    }

    @Override
    @Transactional
    public long part(String name, String note, Stream<Founding> households) {
        jdbc.sql("insert into load.part (name, note) values (?, ?)")
                .params(name, note)
                .update();
        return loading.found(households.toList());
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        jdbc.sql("select name, note from load.part order by name").query(row -> {
            parts.put(row.getString("name"), row.getString("note"));
        });
        return parts;
    }

    @Override
    public void finish(DataSource owner, Consumer<String> done) {
        new LaidAside(owner).makeAgain(done);
        JdbcClient.create(owner)
                .sql("update load.run set ended_at = coalesce(ended_at, now())")
                .update();
    }
}
