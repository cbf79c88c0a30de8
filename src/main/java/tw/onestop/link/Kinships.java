package tw.onestop.link;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.agency.QuotaDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Pace;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;
import tw.onestop.registry.RulesDesk;

/**
 * 親等關聯查詢: everything that has to fit is looked at in one order; only what fits altogether reaches the register's kin. An
 * attempt in vain commits as well, since it counts.
 */
@Component
class Kinships implements KinshipDesk {

    private static final String ASKED = "link.kinship";
    private static final int LONGEST_CASE = 64;
    private static final int LONGEST_NAME = 100;

    /** Whether the parents do not fit or nobody bears the number: it is said no sooner than this. */
    private static final Duration PACE = Duration.ofMillis(400);

    private final KinRights rights;
    private final KinBook book;
    private final KinAnswering answering;
    private final Gate gate;
    private final KinPresence presence;
    private final QuotaDesk quotas;
    private final Watch watch;

    Kinships(
            KinRights rights,
            KinBook book,
            KinAnswering answering,
            Gate gate,
            KinPresence presence,
            QuotaDesk quotas,
            Watch watch) {
        this.rights = rights;
        this.book = book;
        this.answering = answering;
        this.gate = gate;
        this.presence = presence;
        this.quotas = quotas;
        this.watch = watch;
    }

    /** 管控: what the rules say, and the trail. */
    @Component("kinWatch")
    record Watch(RulesDesk rules, AuditDesk audit, TransactionTemplate transaction, Clock clock) {

        int rule(String name) {
            return rules.value("link.kinship." + name, LocalDate.now(clock));
        }
    }

    @Override
    @Transactional
    public List<Purpose> purposes(Actor officer) {
        watch.audit().record(Act.done(officer, "link.kinship.purposes", null, null));
        return rights.purposes(officer);
    }

    @Override
    public Answer ask(Asking typed, Actor querier) {
        Instant begun = watch.clock().instant();
        UUID transaction = UUID.randomUUID();
        Answer answer = Objects.requireNonNull(
                watch.transaction().execute(_ -> answer(new Attempt(transaction, typed, querier))));
        if (answer instanceof Answer.Refused) {
            Pace.rest(PACE.minus(Duration.between(begun, watch.clock().instant())));
        }
        return answer;
    }

    /** 一次嘗試. */
    private record Attempt(UUID transaction, Asking typed, Actor querier) {

        Optional<NationalId> number() {
            return NationalId.parse(typed.number());
        }
    }

    private Answer answer(Attempt attempt) {
        List<Refusal> incomplete = incomplete(attempt.typed());
        if (!incomplete.isEmpty()) {
            return refused(attempt, incomplete);
        }
        Actor querier = attempt.querier();
        Optional<Purpose> purpose = rights.purpose(attempt.typed().purposeId(), querier);
        if (purpose.isEmpty()) {
            return refused(attempt, "purpose", "purpose.none");
        }
        Gate.Standing standing =
                gate.standing(KinRights.agency(querier), purpose.get().grant().purposeId(), querier.id());
        NationalId officer = standing.officer();
        if (officer == null) {
            return refused(attempt, "purpose", "notOnRoster");
        }
        Instant since = watch.clock().instant().minus(Duration.ofMinutes(watch.rule("tryMinutes")));
        if (book.triesSince(KinRights.agency(querier), querier.id(), since) >= watch.rule("tries")) {
            return refused(attempt, "code", "tries", String.valueOf(watch.rule("tryMinutes")));
        }
        Optional<KinBook.Authorisation> found =
                KinControl.code(attempt.typed().code()).flatMap(code -> book.lock(KinRights.agency(querier), code));
        if (found.isEmpty()) {
            return unfit(KinControl.no("code", "code.wrong"), attempt, since, null);
        }
        KinBook.Authorisation authorisation = found.get();
        Optional<Refusal> unfit = unfit(authorisation, attempt);
        if (unfit.isPresent()) {
            return unfit(unfit.get(), attempt, since, authorisation);
        }
        return switch (presence.cards(authorisation, officer)) {
            case KinPresence.Missing missing -> refused(attempt, List.of(missing.why()));
            case KinPresence.Shown shown ->
                told(
                        new KinAnswering.Asked(
                                attempt.transaction(),
                                purpose.get(),
                                authorisation,
                                attempt.typed(),
                                querier.being(officer),
                                shown,
                                watch.clock().instant()),
                        attempt,
                        since);
        };
    }

    private Answer told(KinAnswering.Asked asked, Attempt attempt, Instant since) {
        QuotaDesk.Quota quota = quotas.take(asked.purpose().grant());
        if (quota.exceeded()) {
            return refused(attempt, "purpose", "quota", String.valueOf(quota.perMinute()));
        }
        return answering
                .tell(asked)
                .orElseGet(
                        () -> unfit(KinControl.no("father", "parents.wrong"), attempt, since, asked.authorisation()));
    }

    /** What of the authorisation does not fit what was asked, the code first; nothing of it tells of the register. */
    private Optional<Refusal> unfit(KinBook.Authorisation one, Attempt attempt) {
        LocalDate today = LocalDate.now(watch.clock());
        if (!one.querier().equals(attempt.querier().id())) {
            return Optional.of(KinControl.no("code", "code.otherQuerier"));
        }
        if (!one.purpose().equals(attempt.typed().purposeId())) {
            return Optional.of(KinControl.no("code", "code.otherPurpose"));
        }
        if (one.withdrawnAt() != null) {
            return Optional.of(KinControl.no("code", "code.withdrawn"));
        }
        if (one.tries() >= watch.rule("tries")) {
            return Optional.of(KinControl.no("code", "code.void"));
        }
        if (today.isBefore(one.from())) {
            return Optional.of(KinControl.no("code", "code.early", RocDate.slashed(one.from())));
        }
        if (today.isAfter(one.until())) {
            return Optional.of(KinControl.no("code", "code.expired", RocDate.slashed(one.until())));
        }
        if (attempt.number().filter(one.target()::equals).isEmpty()) {
            return Optional.of(KinControl.no("number", "number.other"));
        }
        return rights.controls(one.agency(), one.purpose(), one.controller())
                ? Optional.empty()
                : Optional.of(KinControl.no("code", "controller.gone"));
    }

    /** Guessing counts; who only came at the wrong time did not guess. */
    private Answer unfit(Refusal why, Attempt attempt, Instant since, KinBook.@Nullable Authorisation authorisation) {
        String code = why.code().substring("link.kinship.".length());
        boolean guessed = List.of(
                        "code.wrong", "code.otherQuerier", "code.otherPurpose", "number.other", "parents.wrong")
                .contains(code);
        if (guessed) {
            book.tried(
                    KinRights.agency(attempt.querier()),
                    attempt.querier().id(),
                    watch.clock().instant(),
                    since,
                    theirs(authorisation, attempt.querier()));
        }
        return refused(attempt, List.of(why));
    }

    /** Somebody else's attempts do not make a code void. */
    private static @Nullable UUID theirs(KinBook.@Nullable Authorisation one, Actor querier) {
        return one == null || !one.querier().equals(querier.id()) ? null : one.id();
    }

    private static List<Refusal> incomplete(Asking typed) {
        List<Refusal> wrong = new ArrayList<>();
        if (typed.code().isBlank()) {
            wrong.add(KinControl.no("code", "code.missing"));
        }
        if (typed.caseNo().isBlank()) {
            wrong.add(KinControl.no("caseNo", "caseNo.missing"));
        } else if (Text.length(typed.caseNo().strip()) > LONGEST_CASE) {
            wrong.add(KinControl.no("caseNo", "caseNo.tooLong", String.valueOf(LONGEST_CASE)));
        }
        if (typed.number().isBlank()) {
            wrong.add(KinControl.no("number", "number.missing"));
        } else if (NationalId.parse(typed.number()).isEmpty()) {
            wrong.add(KinControl.no("number", "number.malformed"));
        }
        boolean unnamed = typed.father().isBlank() && typed.mother().isBlank();
        if (unnamed && !typed.noneRegistered()) {
            wrong.add(KinControl.no("father", "parents.missing"));
        } else if (!unnamed && typed.noneRegistered()) {
            wrong.add(KinControl.no("noneRegistered", "parents.both"));
        }
        if (Text.length(typed.father()) > LONGEST_NAME || Text.length(typed.mother()) > LONGEST_NAME) {
            wrong.add(KinControl.no("father", "parents.tooLong", String.valueOf(LONGEST_NAME)));
        }
        return wrong;
    }

    private Answer refused(Attempt attempt, String field, String code, String... arguments) {
        return refused(attempt, List.of(KinControl.no(field, code, arguments)));
    }

    private Answer refused(Attempt attempt, List<Refusal> why) {
        watch.audit()
                .record(new Act(
                        attempt.querier(),
                        ASKED,
                        attempt.transaction().toString(),
                        attempt.number().orElse(null),
                        Act.Outcome.REFUSED,
                        why.getFirst().code()));
        return new Answer.Refused(why);
    }
}
