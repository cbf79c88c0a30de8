package tw.onestop.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Errand.Words;

/**
 * 練習題: cases to be done in the training copy, judged by what was recorded there. The clerk brings the score over; the county sees it.
 */
public interface ExerciseDesk {

    /** Every exercise, in its order. */
    List<Exercise> exercises();

    /** 開始: one at a time; only in the copy. */
    List<Refusal> begin(String exercise, Actor clerk);

    /** What the clerk is at, in the copy. */
    Optional<Run> running(Actor clerk);

    /** 評分: ends the run and judges it by what the clerk recorded since it began; empty where it is no open run of theirs. */
    Optional<Result> end(UUID run, Actor clerk);

    /** The clerk's ended runs in this copy, the last first. */
    List<Result> results(Actor clerk);

    /** 登錄: the register's program takes a score that the copy vouches for, of the clerk alone and once. */
    List<Refusal> enter(String voucher, Actor clerk);

    /** The clerk's own scores in the register's program. */
    List<Score> own(Actor clerk);

    /** The scores of a county's clerks, by office and clerk; nothing to who oversees none. */
    List<Score> scores(Actor county);

    /** 練習題. */
    record Exercise(String code, Words name, Words task, List<Criterion> criteria) {

        public Exercise {
            criteria = List.copyOf(criteria);
        }

        public int outOf() {
            return criteria.stream().mapToInt(Criterion::points).sum();
        }
    }

    /** 評分項目之種類. */
    enum Kind {
        /** One of these kinds of registration was recorded. */
        REGISTERED,
        /** So many agencies were told by the applicant's wish. */
        TOLD,
        /** This errand was applied for. */
        ERRAND,
        /** It was concluded within so many minutes. */
        WITHIN,
        /** No sitting that was begun meanwhile was left open. */
        CLEAN
    }

    /** 評分項目. */
    record Criterion(int place, Kind kind, String argument, int least, int points) {}

    /** 練習中. */
    record Run(UUID id, Exercise exercise, Instant begunAt) {}

    /**
     * 評分結果.
     *
     * @param met places of the criteria that were met
     * @param voucher what the register's program takes
     */
    record Result(
            UUID run, Exercise exercise, int score, int outOf, List<Integer> met, Instant endedAt, String voucher) {

        public Result {
            met = List.copyOf(met);
        }
    }

    /** 成績. */
    record Score(String clerk, OfficeCode office, String exercise, Words name, int score, int outOf, Instant endedAt) {}
}
