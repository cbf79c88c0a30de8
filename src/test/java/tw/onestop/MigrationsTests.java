package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationsTests {

    @Test
    void aTrainingCopyTouchesNoRegisterAndTheRegisterNoTrainingCopy() {
        JdbcClient maker = TestDatabase.as("onestop_training_owner", "postgres");
        for (String database : new String[] {"some_register", "onestop_training_guarded"}) {
            maker.sql("create database " + database).update();
            boolean wrong = !database.startsWith("onestop_training");
            assertThatThrownBy(() -> new Migrations("onestop_training_app", wrong).migrate(owner(database)))
                    .hasMessageContaining(database);
            assertThat(TestDatabase.as("onestop_training_owner", database)
                            .sql("select count(*) from pg_namespace where nspname in ('trust', 'registry')")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private static Flyway owner(String database) {
        return Flyway.configure()
                .dataSource(
                        new DriverManagerDataSource(TestDatabase.address(database), "onestop_training_owner", "owner"))
                .load();
    }
}
