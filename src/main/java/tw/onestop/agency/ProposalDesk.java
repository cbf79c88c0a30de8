package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 擬案及核定: what the ministry changes by two persons: one prepares, another signs for a day. */
public interface ProposalDesk {

    /**
     * Prepares a change; refused where another of the same waits already.
     *
     * @param typed what its {@link Enacting} reads again
     */
    List<Refusal> prepare(Proposal.Subject subject, String about, Object typed, String reason, Actor by);

    /** Those that wait, then what was decided, the newest first. */
    List<Proposal> proposals(Actor reader);

    /** All there ever were about an agency, those that wait first. */
    List<Proposal> about(AgencyCode agency, Actor reader);

    Optional<Proposal> proposal(UUID id, Actor reader);

    /** 核定 or 退回 by somebody else than who prepared it; answers what is refused. Who signs has said again who they are. */
    List<Refusal> decide(UUID id, Decision typed, Actor by);

    /** 核定, as typed. */
    record Decision(String verdict, String from, String note) {}

    /** 施行: how a subject comes into force; one bean for each, in the room whose tables it writes. */
    interface Enacting {

        Proposal.Subject subject();

        /** False where somebody may have been served, asked or told this morning by what holds today. */
        default boolean mayBeginToday() {
            return false;
        }

        /** What stands against the change as things are now, or as they are on its day. */
        default List<Refusal> against(Proposal proposal, LocalDate from) {
            return List.of();
        }

        /** In the transaction of the decision. */
        void enact(Proposal proposal, LocalDate from);
    }
}
