package tw.onestop.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationId;

/** 受理: sittings of a clerk with a citizen; the one transaction over registrations and notices. */
public interface IntakeDesk {

    /** Opens a sitting with what is known at its beginning. */
    UUID open(Sitting.Draft draft, Actor clerk);

    /**
     * Changes what was typed so far; it is kept sealed, so that nothing is lost in a crash.
     *
     * @param change of the draft as it stands; nobody else changes it meanwhile
     * @return as it is kept now; empty when the sitting is not the clerk's, or has ended
     */
    Optional<Sitting> change(UUID sitting, UnaryOperator<Sitting.Draft> change, Actor clerk);

    /** The same, with what a page says when it is sent off: what it sent by itself before and arrives later is too late. */
    Optional<Sitting> keep(UUID sitting, UnaryOperator<Sitting.Draft> change, Actor clerk);

    /**
     * The same, with what a page sends by itself while somebody types on or leaves it another way. It may arrive after
     * the page was sent off, and must not put what was typed before in the place of what was typed last.
     *
     * @param version the sitting's as the page was shown
     * @return with the change, whether it is kept or came too late
     */
    Optional<Sitting> keepMeanwhile(UUID sitting, long version, UnaryOperator<Sitting.Draft> change, Actor clerk);

    /** The clerk's own sitting while it is open. */
    Optional<Sitting> sitting(UUID id, Actor clerk);

    /** Sittings of the clerk not concluded yet, newest first. */
    List<Sitting> open(Actor clerk, int limit);

    /** Ends it without any registration; the draft is erased. */
    void discard(UUID sitting, Actor clerk);

    /** Says what is wrong with the notices as typed so far, before anything is recorded. */
    List<Refusal> check(UUID sitting, Actor clerk);

    /** Registrations, application and outgoing notices, all or nothing; concluding twice answers the same. */
    Conclusion conclude(UUID sitting, Actor clerk);

    /** How the clerk's own sitting ended; empty while it is open and after it was discarded. */
    Optional<Conclusion.Concluded> concluded(UUID sitting, Actor clerk);

    /** 兩人覆核: whether a second person has to approve of the forms as they stand, and has. */
    Approval approval(UUID sitting, Actor clerk);

    List<Refusal> askApproval(UUID sitting, Actor clerk);

    /** 待覆核案件 of the supervisor's office that somebody else asked for, the oldest first. */
    List<Approval.Asked> approvalsAsked(Actor supervisor);

    Optional<Approval.Asked> approvalAsked(UUID sitting, Actor supervisor);

    /** 覆核: approves, or sends back with the reason; answers what is refused. */
    List<Refusal> decide(UUID sitting, Approval.Decision decision, Actor supervisor);

    /** 一次告知補正: writes down what is missing and until when; answers what is refused, a second request always. */
    List<Refusal> askSupplement(UUID sitting, Supplement.Request request, Actor clerk);

    /** What was asked for of a sitting of the clerk's office. */
    Optional<Supplement> supplement(UUID sitting, Actor clerk);

    /** 待補正案件 of the clerk's office, the most urgent first. */
    List<Supplement> waiting(Actor clerk);

    Supplement.Span supplementSpan();

    /** Takes over a sitting of the office that waits, by the number on the notice; empty when none does. */
    Optional<UUID> resume(String number, Actor clerk);

    /** 結果. */
    sealed interface Conclusion {
        /** 已受理. */
        record Concluded(List<RegistrationId> registrations, Optional<String> receiptNo) implements Conclusion {}

        /** 不受理: nothing was recorded and the draft is kept; refusals by the position of their form. */
        record Refused(Map<Integer, List<Refusal>> registrations, List<Refusal> notices) implements Conclusion {}

        /** 資料已異動 since the clerk looked: nothing was recorded and the draft is kept. */
        record Overtaken(HouseholdNo household, List<Recording.Change> since) implements Conclusion {}
    }
}
