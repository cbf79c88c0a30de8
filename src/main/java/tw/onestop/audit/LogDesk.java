package tw.onestop.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 可驗證稽核日誌 (RFC 9162): what anybody may ask of the trail without seeing it. Nothing here tells of a person. */
public interface LogDesk {

    /** The last signed checkpoint (C2SP tlog-checkpoint); empty only before the first was signed. */
    Optional<String> checkpoint();

    /** 分叉聲明: where the log lost rows by a restore and went on under another name, signed, the first one first; mostly none. */
    List<String> forks();

    /** The verifier keys of the notes, one a line, the newest first; several only while keys rotate. */
    String verifierKeys();

    /** Where the first row of a transaction stands, without the proof; empty as long as it has no place. */
    Optional<Place> place(UUID transactionId);

    /** @param hash of its leaf */
    record Place(long index, byte[] hash) {}

    /** Proves the first row of a transaction. Without a size: in the tree of the last checkpoint. */
    Answer proof(UUID transactionId, OptionalLong size);

    /** Proves the row at an index, counted from 0. */
    Answer proof(long index, OptionalLong size);

    /**
     * Whether the trail says of a transaction that this was done, with this detail: for who knows what is claimed of it.
     * Empty where it does not say so, or the row has no place in the log yet.
     *
     * @return its index
     */
    OptionalLong says(UUID transactionId, String action, String detail);

    /**
     * What was done about a person, the latest first: for the person, and for those who may know it. Nothing of it is shown to
     * others; whoever asks records that it was asked.
     */
    List<Said> about(NationalId subject, Set<String> actions, int atMost);

    /**
     * @param action as it was recorded: one id may stand for things of two kinds, since machines choose theirs
     * @param transactionId the object of the act where it is one, else null
     * @param index in the log, empty as long as it has no place there
     */
    record Said(String action, @Nullable UUID transactionId, Instant at, OptionalLong index) {}

    /**
     * 卷內軌跡: the rows about these things since then, in their order, for who makes a dossier of them; each with what opens its
     * commitments. Whoever asks records that it was asked. Rows whose month was archived are not there.
     */
    List<Shown> about(Collection<String> objects, Instant since);

    /**
     * 軌跡列 as it stands.
     *
     * @param index in the log, empty as long as it has no place there
     * @param openings by the name of a commitment, what it opens with: SHA-256(salt ‖ name), of this row alone
     */
    record Shown(
            Instant at,
            String actorKind,
            String actor,
            @Nullable String office,
            @Nullable String agency,
            String action,
            @Nullable String object,
            Act.Outcome outcome,
            String detail,
            OptionalLong index,
            Map<String, byte[]> openings) {}

    /** Which officers did something about one and the same person so many times, each in a transaction of its own; of whom is not said. */
    List<Repeated> repeated(Set<String> actions, Instant begin, Instant end, int atLeast);

    /** Which officers did something about themselves or their near kin, where the act says so, and how often. */
    List<Repeated> ofOwnKin(Set<String> actions, Instant begin, Instant end);

    /**
     * In which transactions a machine did something about any of these people for an officer of its agency; of whom is not said.
     *
     * @param actions each with the officer in its detail
     */
    List<DoneFor> doneFor(
            Officer officer, Collection<NationalId> about, Set<String> actions, Instant begin, Instant end);

    /** 承辦人: whom a machine named as the one who asks. */
    record Officer(AgencyCode agency, String userId) {}

    record DoneFor(UUID transactionId, Instant at) {}

    record Repeated(AgencyCode agency, String by, Instant last, int times) {}

    /** Proves that the tree of the first size is the beginning of that of the second. */
    Answer consistency(long first, long second);

    /** What the log says. */
    sealed interface Answer {

        /**
         * 收錄證明.
         *
         * @param leaf RFC 8785 canonical JSON
         * @param next index of the next row of the same transaction within the size
         */
        record Included(long index, long size, String leaf, List<byte[]> hashes, OptionalLong next) implements Answer {}

        /** 一致性證明. */
        record Consistent(List<byte[]> hashes) implements Answer {}

        /** It is in the trail, or may come to be, and the last checkpoint does not cover it. */
        record NotYet() implements Answer {}

        /** There is no such row. */
        record Unknown() implements Answer {}

        /** These numbers do not go together. */
        record OutOfRange(String parameter) implements Answer {}
    }
}
