package tw.onestop.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.kernel.Actor;
import tw.onestop.trust.TrustDesk;

/** 復原窗口: compares, and declares; what was lost it cannot bring back, and does not pretend to. */
@Component
class Recovery implements RecoveryDesk {

    /** Numbers of rows left out after a restore; more than anybody writes between two backups. */
    private static final long GAP = 100_000_000L;

    private final JdbcClient jdbc;
    private final Ground ground;
    private final TrustDesk trust;
    private final AuditDesk audit;
    private final Clock clock;

    Recovery(JdbcClient jdbc, Ground ground, TrustDesk trust, AuditDesk audit, Clock clock) {
        this.jdbc = jdbc;
        this.ground = ground;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /** 日誌所憑: what is stored of the log, and what is known of it outside. */
    @Component
    record Ground(Leaves leaves, Checkpoints checkpoints, Forks forks, Marks marks, TrustDesk trust) {

        byte[] root(long size) {
            return leaves.ofRanges(List.of(new MerkleTree.Range(0, size))).getFirst();
        }

        /** What is known of the log; what is declared to be lost is not asked for again. */
        List<Checkpoint> known(List<String> notes) {
            return known(notes, marks.read(), forks.path());
        }

        List<Checkpoint> known(List<String> notes, Optional<Marks.Mark> mark, Forks.Path path) {
            List<Checkpoint> known = new ArrayList<>();
            for (String note : notes) {
                Checkpoint one = Checkpoint.parse(note)
                        .orElseThrow(() -> new IllegalArgumentException("what was given is no checkpoint"));
                if (!Checkpoint.signed(note, one.origin(), trust)) {
                    throw new IllegalArgumentException(
                            "the checkpoint of %,d rows of %s does not bear the signature of the log's key"
                                    .formatted(one.size(), one.origin()));
                }
                known.add(one);
            }
            mark.flatMap(Marks.Mark::checkpoint).ifPresent(known::add);
            List<Checkpoint> goingOn = path.goingOn(known);
            String origin = checkpoints.origin();
            for (Checkpoint one : goingOn) {
                if (!one.origin().equals(origin)) {
                    throw new IllegalArgumentException("a checkpoint of another log was given: %s, this one is %s"
                            .formatted(one.origin(), origin));
                }
            }
            return goingOn;
        }

        /**
         * What of it is not there. That the log is shorter than what is known does not say that it ends there: it may have gone on
         * in another way. What both have reaches as far as something that was known of the log is found in it again.
         */
        Optional<Missing> missing(List<Checkpoint> known) {
            long size = checkpoints.size().orElse(0);
            return known.stream()
                    .filter(one -> !holds(one, size))
                    .max(Comparator.comparingLong(Checkpoint::size))
                    .map(last -> {
                        long common = Stream.concat(known.stream(), seen())
                                .sorted(Comparator.comparingLong(Checkpoint::size)
                                        .reversed())
                                .filter(one -> holds(one, size))
                                .mapToLong(Checkpoint::size)
                                .findFirst()
                                .orElse(0);
                        return new Missing(common, last, common == size);
                    });
        }

        private boolean holds(Checkpoint one, long size) {
            return one.size() <= size && MessageDigest.isEqual(root(one.size()), one.root());
        }

        private Stream<Checkpoint> seen() {
            return marks.read().stream().flatMap(mark -> mark.seen().stream());
        }
    }

    /** @param exact whether the log simply ends there */
    record Missing(long common, Checkpoint last, boolean exact) {

        long rows() {
            return last.size() - common;
        }

        /** @param origin of the log as it goes on */
        Loss loss(String origin) {
            return new Loss(origin, common, last.size(), exact);
        }
    }

    @Override
    @Transactional
    public Standing look(List<String> notes, Actor operator) {
        List<Checkpoint> known = ground.known(notes);
        Optional<Loss> loss = ground.missing(known)
                .map(missing -> missing.loss(ground.checkpoints().origin()));
        if (loss.isEmpty()) { // else its row would get a number that a lost one had
            audit.record(Act.done(operator, "audit.log.look", null, null));
        }
        return jdbc.sql("""
                select count(*), min(at) from audit.trail where seq > (select coalesce(max(seq), 0) from audit.leaf)
                """)
                .query((row, n) -> {
                    var oldest = row.getObject(2, java.time.OffsetDateTime.class);
                    return new Standing(
                            ground.checkpoints().origin(),
                            ground.checkpoints().size().orElse(0),
                            row.getLong(1),
                            oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant()),
                            holding(),
                            !known.isEmpty(),
                            loss);
                })
                .single();
    }

    /** Sessions that hold the integrator's lock, or have written the trail for long and not ended. */
    private List<String> holding() {
        return jdbc.sql("""
                select distinct
                       format('process %s of the server (%s, %s, since %s) %s', l.pid,
                              coalesce(nullif(a.application_name, ''), a.usename::text, '?'), coalesce(a.state, '?'),
                              coalesce(date_trunc('second', a.xact_start)::text, '?'),
                              case l.locktype when 'advisory' then 'pauses the integrator'
                                              else 'has written the trail and does not end' end)
                  from pg_locks l join pg_stat_activity a on a.pid = l.pid
                 where l.granted and l.pid <> pg_backend_pid()
                   and l.database = (select oid from pg_database where datname = current_database())
                   and ((l.locktype = 'advisory' and l.classid = 0 and l.objid = ? and l.objsubid = 1)
                        or (l.locktype = 'relation' and l.relation = 'audit.trail'::regclass and l.mode = 'RowExclusiveLock'
                            and a.xact_start < now() - interval '10 seconds'))
                """).param(Integrator.LOCK).query(String.class).list();
    }

    @Override
    @Transactional
    public void skipAhead(List<String> notes) {
        if (ground.missing(ground.known(notes)).isPresent()) {
            skip();
        }
    }

    /** Counted from what has its place, so that who does it twice comes to the same number. */
    private void skip() {
        long seen = ground.marks().read().map(Marks.Mark::seq).orElse(0L);
        ground.forks().skip(Math.max(seen, ground.leaves().reach().seq()) + GAP);
    }

    @Override
    @Transactional
    public Optional<Loss> declare(List<String> notes, Actor operator) {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(Integrator.LOCK)
                .query()
                .singleRow();
        Optional<Missing> missing = ground.missing(ground.known(notes));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        skip();
        int place = ground.forks().next();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Missing found = missing.get();
        Fork fork = new Fork(
                ground.forks().first() + "/" + place,
                ground.checkpoints().origin(),
                found.common(),
                ground.root(found.common()),
                found.last(),
                now);
        String statement = Checkpoint.note(
                fork.origin(), fork.body(), trust.signCheckpoint(fork.body().getBytes(StandardCharsets.UTF_8)));
        ground.forks().add(fork, place, statement);
        Loss loss = found.loss(fork.origin());
        audit.record(new Act(
                operator,
                "audit.log.forked",
                fork.origin(),
                null,
                Act.Outcome.DONE,
                "common=%d lost=%d".formatted(loss.common(), loss.rows())));
        return Optional.of(loss);
    }
}
