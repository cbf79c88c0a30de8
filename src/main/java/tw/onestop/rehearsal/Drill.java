package tw.onestop.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.rehearsal.Watch.Watched;

/** 演練通報, by the script. */
@Component
class Drill implements DrillDesk {

    private static final int LONGEST_CASE = 64;

    private final Watch watch;
    private final AuditDesk audit;

    Drill(Watch watch, AuditDesk audit) {
        this.watch = watch;
        this.audit = audit;
    }

    @Override
    @Transactional
    public Page notices(long after, int limit, Actor machine) {
        audit.record(Act.done(machine, "rehearsal.pull", null, null));
        return watch.during(agency(machine), run -> page(after, limit, run))
                .orElse(new Page(List.of(), Script.digits(after), false));
    }

    private static Page page(long after, int limit, Watched run) {
        Map<Integer, Map<String, Object>> envelopes = Script.after(
                after, limit, run.run().id(), run.run().startedAt(), run.run().agency());
        envelopes.keySet().forEach(sequence -> run.noteOnce(Fact.HANDED, sequence.toString()));
        long last =
                envelopes.keySet().stream().mapToLong(Integer::longValue).max().orElse(after);
        return new Page(new ArrayList<>(envelopes.values()), Script.digits(last), last < Script.last());
    }

    @Override
    @Transactional
    public Replied reply(UUID notice, Status status, String agencyCaseNo, Actor machine) {
        Replied replied = watch.during(
                        agency(machine),
                        run -> Script.notice(run.run().id(), notice)
                                .map(no -> replied(no, status, agencyCaseNo, run))
                                .orElse(Replied.UNKNOWN))
                .orElse(Replied.UNKNOWN);
        audit.record(
                replied == Replied.TAKEN || replied == Replied.SAME_AGAIN
                        ? Act.done(machine, "rehearsal.reply", notice.toString(), null)
                        : Act.refused(machine, "rehearsal.reply", notice.toString(), replied.name()));
        return replied;
    }

    private static Replied replied(String no, Status status, String caseNo, Watched run) {
        Optional<String> before = run.seen().one(Fact.REPLIED, no).map(Sighting::detail);
        String known = before.map(said -> said.substring(said.indexOf(' ') + 1)).orElse("");
        String given = caseNo.substring(0, Math.min(LONGEST_CASE, caseNo.length()));
        if (!known.isBlank() && !given.isBlank() && !known.equals(given)) {
            run.note(Fact.TWO_CASES);
        }
        // Who names no number says nothing of another case: the one that was said stays.
        String now = status + " " + (given.isBlank() ? known : given);
        if (before.isPresent() && !before.get().startsWith(Status.RECEIVED + " ")) {
            return before.get().startsWith(status + " ") ? Replied.SAME_AGAIN : Replied.NOT_FORWARD;
        }
        run.note(Fact.REPLIED, no, now);
        return before.filter(now::equals).isPresent() ? Replied.SAME_AGAIN : Replied.TAKEN;
    }

    @Override
    @Transactional
    public boolean holds(String number, String address, Actor machine) {
        boolean known = number.equals(Cast.MOVED_TWICE) || number.equals(Cast.MOVED);
        audit.record(
                known
                        ? Act.done(machine, "rehearsal.holding", null, null)
                        : Act.refused(machine, "rehearsal.holding", null, "unknownPerson"));
        watch.observe(agency(machine), run -> {
            // Before the late one was handed out it says nothing.
            if (number.equals(Cast.MOVED_TWICE)
                    && run.seen().one(Fact.HANDED, Script.LATE).isPresent()) {
                run.note(address.strip().equals(Script.NEWEST) ? Fact.HOLDS_NEWER : Fact.HOLDS_OLDER);
            }
        });
        return known;
    }

    private static AgencyCode agency(Actor machine) {
        return Objects.requireNonNull(machine.agency(), "a system belongs to an agency");
    }
}
