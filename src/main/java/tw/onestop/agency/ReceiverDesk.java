package tw.onestop.agency;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Refusal;

/**
 * 受通報機關及受理能力: the ministry enters who can be told and what of, by pages alone. Whoever is prepared stands in the directory and takes
 * nothing yet: it can rehearse; from the day that another of the ministry signs for the counter offers it.
 */
public interface ReceiverDesk {

    /** Prepares a receiver, also once more after it was sent back; answers what is refused. */
    List<Refusal> prepare(ReceiverForm typed, Actor by);

    /** Prepares another contact, promise, door or coverage of who can be told already. */
    List<Refusal> prepare(ReceiverChange typed, Actor by);

    /** Prepares a row of the matrix. */
    List<Refusal> prepare(CapabilityForm typed, Actor by);

    /** One agency with all that ever stood in the matrix for it. */
    Optional<Receiver> receiver(AgencyCode code, Actor reader);

    /** The whole matrix: what holds today, and what was and will be. */
    List<Row> matrix(Actor reader);

    /** 受通報演練: the agency answered a notice sent to rehearse; the first one counts. */
    void answered(AgencyCode agency, Instant at, Actor by);

    /** What was typed for a proposal of a receiver. */
    ReceiverForm receiverForm(Proposal proposal);

    /** What was typed for a proposal of a change. */
    ReceiverChange receiverChange(Proposal proposal);

    /** 通報範圍 as typed. */
    Coverage coverage(String areas);

    /** What was typed for a proposal of a row. */
    CapabilityForm capabilityForm(Proposal proposal);

    /**
     * @param keys all extra keys it has, whether a row asks for them or not
     * @param answeredAt since when it has shown that it answers, null before
     * @param days 承諾辦理日數 of today, of all for which it promised nothing else
     * @param due 管道移轉預定, null for none
     * @param prepared whether nobody has signed for it yet
     * @param duties what it is told by law
     */
    record Receiver(
            Agency agency,
            Coverage coverage,
            List<Capability.ExtraKey> keys,
            List<Row> rows,
            @Nullable Instant answeredAt,
            int days,
            AgencyDesk.@Nullable DueDoor due,
            boolean prepared,
            Set<Responsibility> duties) {

        /** As things are, for who wants to change some of it. */
        public ReceiverChange asItIs() {
            return new ReceiverChange(
                    agency.code().value(),
                    agency.contact().unit(),
                    agency.contact().phone(),
                    agency.contact().hours(),
                    String.valueOf(days),
                    agency.door().name(),
                    coverage.names(),
                    "",
                    "");
        }

        /** Whether it takes anything by consent, ever did, or will; who is told by law alone or does errands has no row. */
        public boolean byConsent() {
            return !rows.isEmpty();
        }
    }

    /** A dated row of the matrix. */
    record Row(Capability capability, During during) {

        public boolean holds(LocalDate on) {
            return during.contains(on);
        }
    }
}
