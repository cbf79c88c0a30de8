package tw.onestop.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.ProductTest;
import tw.onestop.TestDatabase;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.trust.TrustDesk;

@ProductTest
class TrailTests {

    @Autowired
    AuditDesk audit;

    @Autowired
    TrustDesk trust;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void aBatchOfActsIsWrittenWholeAndInOrder() {
        String object = UUID.randomUUID().toString();
        NationalId subject = NationalId.of('Z', 1, 4711);
        transactions.executeWithoutResult(tx -> audit.record(List.of(
                Act.done(Actor.staff("trail-clerk", new OfficeCode("09007010")), "test.read", object, subject),
                Act.refused(Actor.system("trail-client", new AgencyCode("TAIPOWER")), "test.reply", object, "no"))));
        List<Map<String, Object>> rows = rows(object);
        assertThat(rows)
                .extracting(row -> row.get("actor_id"), row -> row.get("office"), row -> row.get("outcome"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("trail-clerk", "09007010", "DONE"),
                        org.assertj.core.groups.Tuple.tuple("trail-client", null, "REFUSED"));
        assertThat(rows.getFirst().get("subject_index")).isEqualTo(trust.index(subject.value()));
        assertThat(rows.getLast())
                .containsEntry("agency", "TAIPOWER")
                .containsEntry("subject_index", null)
                .containsEntry("detail", "no");
    }

    @Test
    void whatIsDoneWhileTheTransactionEndsIsRecordedAsWell() {
        String object = UUID.randomUUID().toString();
        Actor clerk = Actor.staff("trail-clerk", new OfficeCode("09007010"));
        transactions.executeWithoutResult(tx -> {
            audit.record(Act.done(clerk, "test.first", object, null));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    audit.record(Act.done(clerk, "test.last", object, null));
                }
            });
        });
        assertThat(rows(object)).extracting(row -> row.get("action")).containsExactly("test.first", "test.last");
    }

    @Test
    void whatGoesWithTheActsStandsAndFallsWithThem() {
        String object = UUID.randomUUID().toString();
        Act act = Act.done(Actor.staff("trail-clerk", new OfficeCode("09007010")), "test.along", object, null);
        String bound = "insert into access.bound_client (client_id, since) values (?, now())";
        transactions.executeWithoutResult(tx -> {
            audit.record(act);
            audit.alongside(bound, object);
            assertThat(bound(object)).as("goes with the commit").isEmpty();
        });
        assertThat(bound(object)).containsExactly(object);
        assertThat(rows(object)).hasSize(1);

        assertThatThrownBy(() -> transactions.executeWithoutResult(tx -> {
                    audit.record(act);
                    audit.alongside(bound, object + "-2");
                    audit.alongside(bound, object);
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(bound(object)).containsExactly(object);
        assertThat(rows(object)).hasSize(1);
    }

    private List<String> bound(String client) {
        return jdbc.sql("select client_id from access.bound_client where client_id like ? || '%'")
                .param(client)
                .query(String.class)
                .list();
    }

    @Test
    void whatWasDoneAboutAThingIsFoundByItsIndexInEveryMonth() throws SQLException {
        try (Connection owner = TestDatabase.connectionOfOwner()) {
            owner.setAutoCommit(false);
            Statement statement = owner.createStatement();
            // Tables of tests are so small that reading them whole is cheaper.
            statement.execute("set local enable_seqscan = off");
            statement.execute("set local enable_bitmapscan = off");
            ResultSet plan = statement.executeQuery("explain select * from audit.trail t"
                    + " where t.object = any('{a,b}') and t.action not like 'link.%'");
            List<String> lines = new ArrayList<>();
            while (plan.next()) {
                lines.add(plan.getString(1));
            }
            assertThat(lines)
                    .anyMatch(line -> line.contains("Index Scan using trail_20"))
                    .noneMatch(line -> line.contains("Seq Scan"));
            owner.rollback();
        }
    }

    @Test
    void anActRolledBackLeavesNoRow() {
        String object = UUID.randomUUID().toString();
        transactions.executeWithoutResult(tx -> {
            audit.record(Act.done(Actor.rule("trail-test"), "test.act", object, null));
            tx.setRollbackOnly();
        });
        assertThat(rows(object)).isEmpty();
    }

    @Test
    void outsideATransactionNothingIsRecorded() {
        String object = UUID.randomUUID().toString();
        assertThatThrownBy(() -> audit.record(Act.done(Actor.rule("trail-test"), "test.act", object, null)))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThat(rows(object)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.trail set detail = 'x'",
                "delete from audit.trail",
                "truncate audit.trail",
                "drop table audit.trail",
                "alter table audit.trail add column x text"
            })
    void theProductCannotChangeTheTrail(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update())
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    private List<Map<String, Object>> rows(String object) {
        return jdbc.sql("select * from audit.trail where object = ? order by seq")
                .param(object)
                .query()
                .listOfRows();
    }
}
