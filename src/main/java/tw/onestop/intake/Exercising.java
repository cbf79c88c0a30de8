package tw.onestop.intake;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.access.TrainingDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;

/** 練習題: the same desk in both programs; each does there what belongs there. */
@Component
class Exercising implements ExerciseDesk {

    private static final String BEGIN = "intake.exercise.begin";
    private static final String END = "intake.exercise.end";
    private static final String ENTER = "intake.exercise.enter";
    private static final String READ = "intake.exercise.read";

    private final ExerciseBook book;
    private final Judging judging;
    private final TrainingDesk training;
    private final AuditDesk audit;
    private final Clock clock;

    Exercising(ExerciseBook book, Judging judging, TrainingDesk training, AuditDesk audit, Clock clock) {
        this.book = book;
        this.judging = judging;
        this.training = training;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Exercise> exercises() {
        return book.exercises();
    }

    @Override
    @Transactional
    public List<Refusal> begin(String code, Actor clerk) {
        String wrong = !training.isCopy()
                ? "exercise.notHere"
                : exercise(code).isEmpty()
                        ? "exercise.unknown"
                        : book.begin(UUID.randomUUID(), code, clerk.id(), clerk.office(), clock.instant())
                                ? ""
                                : "exercise.running";
        audit.record(wrong.isEmpty() ? Act.done(clerk, BEGIN, code, null) : Act.refused(clerk, BEGIN, null, wrong));
        return wrong.isEmpty() ? List.of() : List.of(Refusal.of("", wrong));
    }

    @Override
    @Transactional
    public Optional<Run> running(Actor clerk) {
        audit.record(Act.done(clerk, READ, null, null));
        return book.running(clerk.id())
                .flatMap(kept ->
                        exercise(kept.exercise()).map(exercise -> new Run(kept.id(), exercise, kept.begunAt())));
    }

    @Override
    @Transactional
    public Optional<Result> end(UUID run, Actor clerk) {
        Optional<ExerciseBook.Kept> open =
                book.running(clerk.id()).filter(kept -> kept.id().equals(run));
        if (open.isEmpty()) {
            audit.record(Act.refused(clerk, END, run.toString(), "exercise.over"));
            return Optional.empty();
        }
        Exercise exercise = exercise(open.get().exercise()).orElseThrow();
        List<Integer> met = judging.met(exercise, open.get().begunAt(), clerk);
        int score = exercise.criteria().stream()
                .filter(criterion -> met.contains(criterion.place()))
                .mapToInt(Criterion::points)
                .sum();
        Instant now = clock.instant();
        book.end(run, score, exercise.outOf(), met, now);
        audit.record(new Act(
                clerk,
                END,
                run.toString(),
                null,
                Act.Outcome.DONE,
                "exercise=%s score=%d".formatted(exercise.code(), score)));
        return Optional.of(result(run, exercise, score, exercise.outOf(), met, now, clerk));
    }

    @Override
    @Transactional
    public List<Result> results(Actor clerk) {
        audit.record(Act.done(clerk, READ, null, null));
        return book.ended(clerk.id()).stream()
                .flatMap(kept -> exercise(kept.exercise()).stream()
                        .map(exercise -> result(
                                kept.id(),
                                exercise,
                                kept.score(),
                                kept.outOf(),
                                kept.met(),
                                Objects.requireNonNull(kept.endedAt()),
                                clerk)))
                .toList();
    }

    /** What the register's program needs to know, and nothing of the people who were practised with. */
    private Result result(
            UUID run, Exercise exercise, int score, int outOf, List<Integer> met, Instant endedAt, Actor clerk) {
        String said = String.join(
                "|", run.toString(), exercise.code(), clerk.id(), "" + score, "" + outOf, endedAt.toString());
        return new Result(run, exercise, score, outOf, met, endedAt, training.isCopy() ? training.vouch(said) : "");
    }

    @Override
    @Transactional
    public List<Refusal> enter(String voucher, Actor clerk) {
        OfficeCode office = clerk.office();
        String wrong = voucher.isBlank()
                ? "exercise.voucher.missing"
                : office == null ? "exercise.notHere" : entered(voucher, office, clerk);
        audit.record(wrong.isEmpty() ? Act.done(clerk, ENTER, null, null) : Act.refused(clerk, ENTER, null, wrong));
        return wrong.isEmpty() ? List.of() : List.of(Refusal.of("voucher", wrong));
    }

    private String entered(String voucher, OfficeCode office, Actor clerk) {
        String[] said =
                training.vouched(voucher).map(text -> text.split("\\|", -1)).orElse(new String[0]);
        if (said.length != 6) {
            return "exercise.voucher.wrong";
        }
        if (!said[2].equals(clerk.id())) {
            return "exercise.voucher.others";
        }
        try {
            Optional<Exercise> exercise = exercise(said[1]);
            if (exercise.isEmpty()) {
                return "exercise.unknown";
            }
            Score score = new Score(
                    clerk.id(),
                    office,
                    said[1],
                    exercise.get().name(),
                    Integer.parseInt(said[3]),
                    Integer.parseInt(said[4]),
                    Instant.parse(said[5]));
            return book.enter(UUID.fromString(said[0]), score, clock.instant()) ? "" : "exercise.voucher.again";
        } catch (IllegalArgumentException | DateTimeException torn) {
            return "exercise.voucher.wrong";
        }
    }

    @Override
    @Transactional
    public List<Score> own(Actor clerk) {
        audit.record(Act.done(clerk, READ, null, null));
        return book.own(clerk.id());
    }

    @Override
    @Transactional
    public List<Score> scores(Actor county) {
        if (county.county() == null) {
            audit.record(Act.refused(county, READ, null, "noCounty"));
            return List.of();
        }
        audit.record(Act.done(county, READ, county.county().value(), null));
        return book.best(county.county().value());
    }

    private Optional<Exercise> exercise(String code) {
        return book.exercises().stream().filter(one -> one.code().equals(code)).findFirst();
    }
}
