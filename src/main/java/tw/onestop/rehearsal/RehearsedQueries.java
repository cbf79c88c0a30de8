package tw.onestop.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.Rehearsing;
import tw.onestop.link.TrialDesk;
import tw.onestop.rehearsal.Watch.Watched;

/** 演練查詢, and what it shows of whoever asks. */
@Component
class RehearsedQueries implements Rehearsing {

    private static final Duration AWAY_FOR = Duration.ofSeconds(5);

    /** Requests that were on their way already when the quota was used up. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(2);

    private final TrialDesk trial;
    private final Watch watch;

    RehearsedQueries(TrialDesk trial, Watch watch) {
        this.trial = trial;
        this.watch = watch;
    }

    @Override
    @Transactional
    public Answer query(Query query, Actor machine) {
        AgencyCode agency = Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
        TrialDesk.Stage stage = Cast.stage(agency, watch.today());
        return watch.during(
                        agency, run -> observed(query, trial.query(query, machine, stage, () -> away(query, run)), run))
                .orElseGet(() -> trial.query(query, machine, stage, Optional::empty));
    }

    private static Answer observed(Query query, Answer answer, Watched run) {
        return switch (answer) {
            case Answer.Refused refused -> {
                refusal(refused, query, run);
                yield refused;
            }
            case Answer.Answered answered -> answered(query, answered, run);
        };
    }

    private static Optional<Answer.Refused> away(Query query, Watched run) {
        return query.numbers().contains(Cast.AWAY) && isAway(query, run)
                ? Optional.of(new Answer.Refused(
                        "trailUnavailable",
                        "the query cannot be recorded now and was not answered (this is a rehearsal)",
                        List.of(),
                        null))
                : Optional.empty();
    }

    private static void refusal(Answer.Refused refused, Query query, Watched run) {
        switch (refused.code()) {
            case "unauthorizedPurpose" -> run.note(Fact.NO_PURPOSE);
            case "unauthorizedField" -> run.note(Fact.NO_FIELD);
            case "unknownUser" -> run.note(Fact.NO_USER);
            case "quotaExceeded" -> {
                if (isScarce(query)) {
                    overQuota(Objects.requireNonNull(refused.quota()), run);
                }
            }
            default -> {}
        }
    }

    private static void overQuota(Quota quota, Watched run) {
        Optional<Sighting> before = waiting(run).filter(wait -> until(wait).isAfter(run.now()));
        if (before.isEmpty()) {
            run.note(
                    Fact.OVER_QUOTA,
                    "",
                    run.now().plusSeconds(quota.resetSeconds()).toString());
        } else if (before.get().at().plus(UNDER_WAY).isBefore(run.now())) {
            run.note(Fact.QUOTA_IGNORED);
        }
    }

    private static Answer answered(Query query, Answer.Answered answered, Watched run) {
        if (isScarce(query)) {
            waiting(run)
                    .ifPresent(
                            wait -> run.note(until(wait).isAfter(run.now()) ? Fact.QUOTA_IGNORED : Fact.QUOTA_OBEYED));
        }
        if (!answered.persons().isEmpty()) {
            run.note(Fact.FOUND);
        }
        if (query.numbers().contains(Cast.UNKNOWN)) {
            run.note(Fact.UNKNOWN);
        }
        if (query.numbers().contains(Cast.HIDDEN)) {
            run.note(Fact.HIDDEN);
        }
        return answered;
    }

    /** The quota was used up, and nobody has come back since. */
    private static Optional<Sighting> waiting(Watched run) {
        long back = run.seen().one(Fact.QUOTA_OBEYED).map(Sighting::no).orElse(0L);
        return run.seen().one(Fact.OVER_QUOTA).filter(over -> over.no() > back);
    }

    private static Instant until(Sighting wait) {
        return Instant.parse(wait.detail());
    }

    /** Until the request that met the outage has come again, late enough and as the same. */
    private static boolean isAway(Query query, Watched run) {
        if (run.seen().has(Fact.REPEATED)) {
            return false;
        }
        String request = query.occasion().transactionId().toString();
        Optional<Sighting> before = run.seen().one(Fact.AWAY);
        if (before.isPresent() && before.get().detail().equals(request)) {
            boolean late = !before.get().at().plus(AWAY_FOR).isAfter(run.now());
            run.note(late ? Fact.REPEATED : Fact.REPEATED_WRONGLY);
            return !late;
        }
        if (before.isPresent()) {
            run.note(Fact.REPEATED_WRONGLY);
        }
        run.note(Fact.AWAY, "", request);
        return true;
    }

    private static boolean isScarce(Query query) {
        return query.occasion().purposeId().equals(Cast.SCARCE);
    }
}
