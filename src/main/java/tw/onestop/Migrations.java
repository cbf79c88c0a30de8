package tw.onestop;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 資料庫結構異動: every module's migrations run in its own schema, with its own history, as the owner of the database.
 * The product then works as another role, which can change rows but no tables, and in {@code audit} can only add.
 */
@Component
class Migrations implements FlywayMigrationStrategy {

    private static final List<String> MODULES = List.of(
            "trust",
            "audit",
            "agency",
            "registry",
            "access",
            "exchange",
            "payment",
            "notice",
            "intake",
            "link",
            "joining",
            "rehearsal",
            "statistics");

    private static final long GRANTING = 20481;

    /** How the names of training copies' databases begin, and of no other. */
    private static final String TRAINING = "onestop_training";

    private final String role;
    private final boolean training;

    Migrations(
            @Value("${spring.datasource.username}") String role,
            @Value("${onestop.training.copy:false}") boolean training) {
        this.role = role;
        this.training = training;
    }

    @Override
    public void migrate(Flyway flyway) {
        DataSource owner = flyway.getConfiguration().getDataSource();
        refuseTheOthers(owner);
        for (String module : MODULES) {
            Flyway.configure()
                    .configuration(flyway.getConfiguration())
                    .locations("classpath:db/migration/" + module)
                    .schemas(module)
                    .defaultSchema(module)
                    .failOnMissingLocations(false)
                    .load()
                    .migrate();
        }
        // In one transaction: to the nodes that are at work the role never lacks a right, not even between two
        // statements.
        new TransactionTemplate(new JdbcTransactionManager(owner))
                .executeWithoutResult(tx -> grant(JdbcClient.create(owner)));
    }

    /** Before anything is touched: a training copy never works on a register, nor the register's program on a copy. */
    private void refuseTheOthers(DataSource owner) {
        String database = JdbcClient.create(owner)
                .sql("select current_database()")
                .query(String.class)
                .single();
        if (database.startsWith(TRAINING) != training) {
            throw new IllegalStateException(
                    training
                            ? "a training copy works on a database whose name begins with %s, not on %s"
                                    .formatted(TRAINING, database)
                            : "%s is a training copy's database; the register needs another".formatted(database));
        }
    }

    private void grant(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(GRANTING).query().singleRow(); // two nodes starting at once
        for (String module : MODULES) {
            String verbs = module.equals("audit") ? "select, insert" : "select, insert, update, delete";
            for (String statement : List.of(
                    "grant usage on schema %s to \"%s\"".formatted(module, role),
                    "revoke all on all tables in schema %s from \"%s\"".formatted(module, role),
                    "grant %s on all tables in schema %s to \"%s\"".formatted(verbs, module, role),
                    "grant usage on all sequences in schema %s to \"%s\"".formatted(module, role),
                    "revoke all on %s.flyway_schema_history from \"%s\"".formatted(module, role))) {
                jdbc.sql(statement).update();
            }
        }
        grantTrail(jdbc);
    }

    /** Rows come into the trail by its one name, which is what the log's reading of locks rests on; parts are looked at only. */
    private void grantTrail(JdbcClient jdbc) {
        for (String part : jdbc.sql("""
                        select quote_ident(relname) from pg_class
                         where relnamespace = 'audit'::regnamespace and relkind = 'r' and (relname like 'trail\\_%' or relname = 'archived')
                        """).query(String.class).list()) {
            jdbc.sql("revoke insert on audit.%s from \"%s\"".formatted(part, role))
                    .update();
        }
        jdbc.sql("grant execute on function audit.months_ahead(), audit.skip_rows(bigint) to \"%s\"".formatted(role))
                .update();
    }
}
