package tw.badhouse.registry;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Broken on purpose: a store of the register that anybody can call. */
public class PublicStore {

    private final JdbcClient jdbc;

    public PublicStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public long count() {
        return jdbc.sql("select count(*) from registry.person")
                .query(Long.class)
                .single();
    }
}
