package tw.onestop.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RenumberingDesk.Decision;
import tw.onestop.registry.RenumberingDesk.Enactment;
import tw.onestop.registry.RenumberingDesk.Preview;
import tw.onestop.registry.RenumberingDesk.Proposal;
import tw.onestop.registry.RenumberingDesk.Proposed;

/**
 * 門牌整編之核定: while the dated rule says so, one supervisor prepares an act about doors and another of the county has it
 * enacted, as it is by then. Nobody decides about what they prepared themselves (a check in the database, too).
 */
@Component
class DoorReview {

    private static final String PROPOSE = "registry.renumbering.propose";
    private static final String DECIDE = "registry.renumbering.decide";

    private final DoorEnacting enacting;
    private final DoorProposals proposals;
    private final Rulebook rules;
    private final AuditDesk audit;
    private final Clock clock;

    DoorReview(DoorEnacting enacting, DoorProposals proposals, Rulebook rules, AuditDesk audit, Clock clock) {
        this.enacting = enacting;
        this.proposals = proposals;
        this.rules = rules;
        this.audit = audit;
        this.clock = clock;
    }

    boolean needed() {
        return rules.value("renumbering.approval", LocalDate.now(clock)) != 0;
    }

    Enactment propose(RenumberingForm typed, String seen, Actor supervisor) {
        OfficeCode office = supervisor.office();
        Preview preview = enacting.judged(enacting.plan(typed, office, supervisor), typed, seen, supervisor);
        if (preview.refusals().isEmpty() && office != null && proposals.waits(typed, office)) {
            preview = preview.refusing(Refusal.of("", "registry.renumbering.waits"));
        }
        if (!preview.refusals().isEmpty() || office == null) {
            enacting.refused(PROPOSE, preview.refusals(), supervisor);
            return new Enactment(null, null, preview);
        }
        UUID id = UUID.randomUUID();
        proposals.add(
                new Proposal(
                        id,
                        office,
                        typed,
                        preview.households(),
                        preview.persons(),
                        Instant.now(clock),
                        supervisor.id(),
                        "",
                        ""),
                preview.mark());
        audit.record(Act.done(supervisor, PROPOSE, id.toString(), null));
        return new Enactment(null, id, preview);
    }

    List<Proposal> of(Actor supervisor) {
        audit.record(Act.done(supervisor, "registry.renumbering.proposals", null, null));
        OfficeCode office = supervisor.office();
        return office == null ? List.of() : proposals.of(office);
    }

    Optional<Proposed> one(UUID id, Actor supervisor) {
        audit.record(Act.done(supervisor, "registry.renumbering.proposal", id.toString(), null));
        OfficeCode office = supervisor.office();
        return office == null
                ? Optional.empty()
                : proposals.find(id, office).map(kept -> {
                    Proposal proposal = kept.proposal();
                    Preview now = DoorEnacting.preview(
                            enacting.plan(proposal.typed(), proposal.office(), supervisor), proposal.typed());
                    return new Proposed(
                            proposal,
                            now,
                            now.refusals().isEmpty() && !now.mark().equals(kept.mark()));
                });
    }

    Enactment decide(UUID id, Decision decision, Actor supervisor) {
        OfficeCode office = supervisor.office();
        Optional<Proposal> found = office == null ? Optional.empty() : proposals.lock(id, office);
        List<Refusal> wrong = found.map(proposal -> decision.wrong(proposal.by(), supervisor))
                .orElseGet(() -> List.of(Refusal.of("", "registry.renumbering.proposal.none")));
        if (!wrong.isEmpty()) {
            audit.record(Act.refused(supervisor, DECIDE, id.toString(), DoorEnacting.codes(wrong)));
            return new Enactment(null, null, Preview.refused(wrong));
        }
        Proposal proposal = found.orElseThrow();
        if (decision.sendsBack()) {
            proposals.decide(id, null, decision.reason().strip(), supervisor, Instant.now(clock));
            audit.record(new Act(supervisor, DECIDE, id.toString(), null, Act.Outcome.DONE, "SENT_BACK"));
            return new Enactment(null, id, Preview.refused(List.of()));
        }
        Enactment enactment = enacting.enact(proposal.typed(), proposal.office(), decision.seen(), supervisor);
        RegistrationId made = enactment.id();
        if (made != null) {
            proposals.decide(id, made, "", supervisor, Instant.now(clock));
            audit.record(new Act(supervisor, DECIDE, id.toString(), null, Act.Outcome.DONE, "APPROVED"));
        }
        return enactment;
    }
}
