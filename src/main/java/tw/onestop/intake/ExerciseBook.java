package tw.onestop.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.intake.ExerciseDesk.Criterion;
import tw.onestop.intake.ExerciseDesk.Exercise;
import tw.onestop.intake.ExerciseDesk.Kind;
import tw.onestop.intake.ExerciseDesk.Score;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.notice.Errand.Words;

/** 練習的儲存: exercises, runs of the copy, scores of the register's program. */
@Repository
class ExerciseBook {

    private static final int MOST = 50;
    private static final String SCORES = """
            select s.clerk, s.office, s.exercise, e.name, e.name_en, s.score, s.out_of, s.ended_at
              from intake.exercise_score s join intake.exercise e on e.code = s.exercise
            """;

    private final JdbcClient jdbc;

    ExerciseBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 練習 as stored; the score is -1 while it runs. */
    record Kept(
            UUID id,
            String exercise,
            Instant begunAt,
            @Nullable Instant endedAt,
            int score,
            int outOf,
            List<Integer> met) {}

    /** 辦竣案件 of a clerk. */
    record Concluded(List<Long> registrations, String receiptNo, Instant endedAt) {}

    List<Exercise> exercises() {
        Map<String, List<Criterion>> criteria = new HashMap<>();
        jdbc.sql("select * from intake.exercise_criterion order by exercise, place")
                .query(row -> {
                    criteria.computeIfAbsent(row.getString("exercise"), none -> new ArrayList<>())
                            .add(new Criterion(
                                    row.getInt("place"),
                                    Kind.valueOf(row.getString("kind")),
                                    row.getString("argument"),
                                    row.getInt("least"),
                                    row.getInt("points")));
                });
        return jdbc.sql("select * from intake.exercise order by place")
                .query((row, n) -> new Exercise(
                        row.getString("code"),
                        new Words(row.getString("name"), row.getString("name_en")),
                        new Words(row.getString("task"), row.getString("task_en")),
                        criteria.getOrDefault(row.getString("code"), List.of())))
                .list();
    }

    boolean begin(UUID id, String exercise, String clerk, @Nullable OfficeCode office, Instant now) {
        return jdbc.sql("""
                insert into intake.exercise_run (id, exercise, clerk, office, begun_at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                        .param(id)
                        .param(exercise)
                        .param(clerk)
                        .param(office == null ? null : office.value())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Kept> running(String clerk) {
        return jdbc.sql("select * from intake.exercise_run where clerk = ? and ended_at is null")
                .param(clerk)
                .query(ExerciseBook::kept)
                .optional();
    }

    List<Kept> ended(String clerk) {
        return jdbc.sql(
                        "select * from intake.exercise_run where clerk = ? and ended_at is not null order by ended_at desc limit ?")
                .params(clerk, MOST)
                .query(ExerciseBook::kept)
                .list();
    }

    void end(UUID id, int score, int outOf, List<Integer> met, Instant now) {
        jdbc.sql("update intake.exercise_run set ended_at = ?, score = ?, out_of = ?, met = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), score, outOf, met.toArray(Integer[]::new), id)
                .update();
    }

    List<Concluded> concluded(String clerk, Instant since) {
        return jdbc.sql("""
                select registrations, receipt_no, ended_at from intake.sitting
                 where clerk = ? and state = 'CONCLUDED' and ended_at >= ? order by ended_at
                """)
                .params(clerk, since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Concluded(
                        Arrays.asList((Long[]) row.getArray("registrations").getArray()),
                        Optional.ofNullable(row.getString("receipt_no")).orElse(""),
                        instant(row, "ended_at")))
                .list();
    }

    boolean leftOpen(String clerk, Instant since) {
        return jdbc.sql(
                        "select exists (select from intake.sitting where clerk = ? and state = 'OPEN' and opened_at >= ?)")
                .params(clerk, since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** False where it is there already. */
    boolean enter(UUID run, Score score, Instant now) {
        return jdbc.sql("""
                insert into intake.exercise_score (run, exercise, clerk, office, score, out_of, ended_at, entered_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                        .params(
                                run,
                                score.exercise(),
                                score.clerk(),
                                score.office().value(),
                                score.score(),
                                score.outOf(),
                                score.endedAt().atOffset(ZoneOffset.UTC),
                                now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<Score> own(String clerk) {
        return jdbc.sql(SCORES + "where s.clerk = ? order by s.ended_at desc limit ?")
                .params(clerk, MOST)
                .query(ExerciseBook::score)
                .list();
    }

    /** The best of each clerk and exercise. */
    List<Score> best(String begins) {
        return jdbc.sql("select * from (select distinct on (s.office, s.clerk, s.exercise) "
                        + SCORES.replaceFirst("\\s*select", "")
                        + """
                 where starts_with(s.office, ?) order by s.office, s.clerk, s.exercise, s.score::numeric / s.out_of desc, s.ended_at desc
                ) as best order by office, clerk, exercise
                """)
                .param(begins)
                .query(ExerciseBook::score)
                .list();
    }

    private static Score score(ResultSet row, int number) throws SQLException {
        return new Score(
                row.getString("clerk"),
                new OfficeCode(row.getString("office")),
                row.getString("exercise"),
                new Words(row.getString("name"), row.getString("name_en")),
                row.getInt("score"),
                row.getInt("out_of"),
                instant(row, "ended_at"));
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        boolean ended = row.getObject("ended_at") != null;
        return new Kept(
                row.getObject("id", UUID.class),
                row.getString("exercise"),
                instant(row, "begun_at"),
                ended ? instant(row, "ended_at") : null,
                ended ? row.getInt("score") : -1,
                row.getInt("out_of"),
                ended ? Arrays.asList((Integer[]) row.getArray("met").getArray()) : List.of());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
