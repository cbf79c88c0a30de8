package tw.onestop.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Recording;
import tw.onestop.registry.RegistrationId;

/** 受理: sittings of a clerk with a citizen; the one transaction over registrations and notices. */
public interface IntakeDesk {

    /** Opens a sitting for a person of a household as the clerk sees it now. */
    UUID open(Actor clerk);

    /** Keeps what was typed, sealed, after every step, so that nothing is lost in a crash. */
    void keep(UUID sitting, Sitting.Draft draft, Actor clerk);

    Optional<Sitting> sitting(UUID id, Actor clerk);

    /** Sittings of the clerk not concluded yet, newest first. */
    List<Sitting> open(Actor clerk, int limit);

    void discard(UUID sitting, Actor clerk);

    /** Registrations, application and outgoing notices, all or nothing; concluding twice answers the same. */
    Conclusion conclude(UUID sitting, Actor clerk);

    /** 結果. */
    sealed interface Conclusion {
        record Concluded(List<RegistrationId> registrations, Optional<String> receiptNo) implements Conclusion {}

        record Refused(Map<Integer, List<Refusal>> registrations, List<Refusal> notices) implements Conclusion {}

        record Overtaken(HouseholdNo household, List<Recording.Change> since) implements Conclusion {}
    }
}
