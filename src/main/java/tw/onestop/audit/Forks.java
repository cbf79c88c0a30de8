package tw.onestop.audit;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.trust.TrustDesk;

/** 日誌分叉紀錄: where the log was restored and went on under another name. */
@Repository
class Forks {

    private final JdbcClient jdbc;
    private final TrustDesk trust;

    Forks(JdbcClient jdbc, TrustDesk trust) {
        this.jdbc = jdbc;
        this.trust = trust;
    }

    /** The statements as they were signed, the first one first. */
    List<String> statements() {
        return jdbc.sql("select statement from audit.fork order by place")
                .query(String.class)
                .list();
    }

    /** The place of the next: the first log is 1. */
    int next() {
        return jdbc.sql("select coalesce(max(place), 1) + 1 from audit.fork")
                .query(Integer.class)
                .single();
    }

    /** The name that the log had at first. */
    String first() {
        return jdbc.sql("select origin from audit.origin").query(String.class).single();
    }

    /** As they stand now: read once, for whatever is compared in one look. */
    Path path() {
        return new Path(steps());
    }

    /** 分叉所經: how the log went on from fork to fork. */
    record Path(List<Step> steps) {

        Path {
            steps = List.copyOf(steps);
        }

        /** Checkpoints under the name under which the log goes on after theirs; without those whose rows are declared to be lost. */
        List<Checkpoint> goingOn(List<Checkpoint> from) {
            return from.stream().flatMap(one -> goesOn(one).stream()).toList();
        }

        private Optional<Checkpoint> goesOn(Checkpoint from) {
            String name = from.origin();
            for (Step step : steps) {
                if (step.before().equals(name)) {
                    if (from.size() > step.common()) {
                        return Optional.empty();
                    }
                    name = step.origin();
                }
            }
            return Optional.of(new Checkpoint(name, from.size(), from.root()));
        }
    }

    /** 分叉. */
    record Step(String before, String origin, long common, String statement) {

        /** What stands in the columns is believed where the statement says the same, and the log signed it. */
        boolean genuine(TrustDesk trust) {
            return statement.startsWith("%s\nfork of %s\ncommon %d ".formatted(origin, before, common))
                    && Checkpoint.signed(statement, origin, trust);
        }
    }

    private List<Step> steps() {
        return jdbc
                .sql("select before, origin, common, statement from audit.fork order by place")
                .query((row, n) -> new Step(
                        row.getString("before"),
                        row.getString("origin"),
                        row.getLong("common"),
                        row.getString("statement")))
                .list()
                .stream()
                .filter(step -> step.genuine(trust))
                .toList();
    }

    void add(Fork fork, int place, String statement) {
        jdbc.sql("""
                insert into audit.fork (origin, before, common, lost, at, place, statement) values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        fork.origin(),
                        fork.before(),
                        fork.common(),
                        fork.lost().size(),
                        fork.at().atOffset(ZoneOffset.UTC),
                        place,
                        statement)
                .update();
    }

    /** No row gets a number up to this one. */
    void skip(long beyond) {
        jdbc.sql("select audit.skip_rows(?)").param(beyond).query(Long.class).single();
    }
}
