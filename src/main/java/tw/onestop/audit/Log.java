package tw.onestop.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TrustDesk;

/** 日誌窗口: answers from what the integrator has stored; signs nothing and changes nothing. */
@Component
class Log implements LogDesk {

    private final Leaves leaves;
    private final Checkpoints checkpoints;
    private final TrustDesk trust;
    private final Sayings sayings;
    private final Forks forks;

    Log(Leaves leaves, Checkpoints checkpoints, TrustDesk trust, Sayings sayings, Forks forks) {
        this.leaves = leaves;
        this.checkpoints = checkpoints;
        this.trust = trust;
        this.sayings = sayings;
        this.forks = forks;
    }

    @Override
    public Optional<String> checkpoint() {
        return checkpoints.note();
    }

    @Override
    public List<String> forks() {
        return forks.statements();
    }

    @Override
    public String verifierKeys() {
        String name = checkpoints.origin();
        return trust.logKeys().stream()
                .map(key -> Checkpoint.verifierKey(name, key.publicKey()) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public Optional<Place> place(UUID transactionId) {
        return leaves.first(transactionId);
    }

    @Override
    public Answer proof(UUID transactionId, OptionalLong size) {
        Leaves.Whereabouts where = leaves.of(transactionId);
        if (where.index().isPresent()) {
            return proof(where.index().getAsLong(), size);
        }
        return where.waits() ? new Answer.NotYet() : new Answer.Unknown();
    }

    @Override
    public Answer proof(long index, OptionalLong size) {
        long signed = signedSize();
        long of = size.orElse(signed);
        if (index < 0 || of < 1) {
            return index < 0 ? new Answer.OutOfRange("index") : beyond(size);
        }
        if (of > signed || index >= signed) {
            return new Answer.NotYet();
        }
        if (index >= of) {
            return new Answer.OutOfRange("index");
        }
        Optional<Leaves.Placed> placed = leaves.at(index);
        if (placed.isEmpty()) {
            return new Answer.Unknown();
        }
        OptionalLong next = placed.get().next();
        return new Answer.Included(
                index,
                of,
                placed.get().leaf().json(),
                leaves.ofRanges(MerkleTree.inclusion(index, of)),
                next.isPresent() && next.getAsLong() < of ? next : OptionalLong.empty());
    }

    @Override
    public OptionalLong says(UUID transactionId, String action, String detail) {
        return sayings.saying(transactionId, action, detail);
    }

    @Override
    public List<Said> about(NationalId subject, Set<String> actions, int atMost) {
        return sayings.about(subject, actions, atMost);
    }

    @Override
    public List<Shown> about(Collection<String> objects, Instant since) {
        return leaves.about(objects, since);
    }

    @Override
    public List<Repeated> repeated(Set<String> actions, Instant begin, Instant end, int atLeast) {
        return sayings.repeated(actions, begin, end, atLeast);
    }

    @Override
    public List<Repeated> ofOwnKin(Set<String> actions, Instant begin, Instant end) {
        return sayings.ofOwnKin(actions, begin, end);
    }

    @Override
    public List<DoneFor> doneFor(
            Officer officer, Collection<NationalId> about, Set<String> actions, Instant begin, Instant end) {
        return sayings.doneFor(officer, about, actions, begin, end);
    }

    @Override
    public Answer consistency(long first, long second) {
        if (first < 0 || first > second) {
            return new Answer.OutOfRange(first < 0 ? "first" : "second");
        }
        return second > signedSize()
                ? new Answer.NotYet()
                : new Answer.Consistent(leaves.ofRanges(MerkleTree.consistency(first, second)));
    }

    /** A size of nothing was asked for, or nothing is signed yet. */
    private static Answer beyond(OptionalLong size) {
        return size.isPresent() ? new Answer.OutOfRange("size") : new Answer.NotYet();
    }

    private long signedSize() {
        return checkpoints.size().orElse(0);
    }
}
