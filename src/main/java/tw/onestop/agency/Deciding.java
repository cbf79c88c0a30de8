package tw.onestop.agency;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 擬案及核定, over every subject that somebody knows how to enact. */
@Component
class Deciding implements ProposalDesk {

    private static final int LONGEST = 300;

    private final Proposals proposals;
    private final Map<Proposal.Subject, Enacting> enacting = new EnumMap<>(Proposal.Subject.class);
    private final AuditDesk audit;
    private final Clock clock;

    Deciding(Proposals proposals, List<Enacting> enacting, AuditDesk audit, Clock clock) {
        this.proposals = proposals;
        enacting.forEach(one -> this.enacting.put(one.subject(), one));
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Refusal> prepare(Proposal.Subject subject, String about, Object typed, String reason, Actor by) {
        List<Refusal> wrong = new ArrayList<>();
        if (reason.isBlank()) {
            wrong.add(Refusal.of("reason", "receiver.reason.missing"));
        } else if (Text.length(reason.strip()) > LONGEST) {
            wrong.add(Refusal.of("reason", "receiver.tooLong", String.valueOf(LONGEST)));
        } else if (!proposals.add(subject, about, typed, reason.strip(), by, clock.instant())) {
            wrong.add(Refusal.of("", "receiver.proposal.waits"));
        }
        return answered("agency.proposal.prepare", subject + " " + about, wrong, by);
    }

    @Override
    @Transactional
    public List<Proposal> proposals(Actor reader) {
        audit.record(Act.done(reader, "agency.proposal.read", null, null));
        return proposals.all();
    }

    @Override
    @Transactional
    public List<Proposal> about(AgencyCode agency, Actor reader) {
        audit.record(Act.done(reader, "agency.proposal.read", agency.value(), null));
        return proposals.about(agency.value());
    }

    @Override
    @Transactional
    public Optional<Proposal> proposal(UUID id, Actor reader) {
        audit.record(Act.done(reader, "agency.proposal.read", id.toString(), null));
        return proposals.find(id);
    }

    @Override
    @Transactional
    public List<Refusal> decide(UUID id, Decision typed, Actor by) {
        Optional<Proposal> waiting = proposals.lock(id);
        List<Refusal> wrong = waiting.map(proposal -> decide(proposal, typed, by))
                .orElseGet(() -> List.of(Refusal.of("", "receiver.proposal.decided")));
        return answered("agency.proposal.decide", id.toString(), wrong, by);
    }

    private List<Refusal> decide(Proposal proposal, Decision typed, Actor by) {
        if (proposal.preparedBy().equals(by.id())) {
            return List.of(Refusal.of("", "receiver.proposal.own"));
        }
        return switch (typed.verdict()) {
            case "ENACTED" -> enact(proposal, typed, by);
            case "SENT_BACK" -> sendBack(proposal, typed, by);
            default -> List.of(Refusal.of("verdict", "receiver.verdict.missing"));
        };
    }

    private List<Refusal> enact(Proposal proposal, Decision typed, Actor by) {
        Enacting room = Objects.requireNonNull(enacting.get(proposal.subject()), "nobody enacts this");
        LocalDate from = RocDate.parse(typed.from()).orElse(null);
        LocalDate today = LocalDate.now(clock);
        List<Refusal> wrong = new ArrayList<>(note(typed));
        if (from == null) {
            wrong.add(Refusal.of("from", typed.from().isBlank() ? "receiver.from.missing" : "receiver.from.format"));
        } else if (from.isBefore(today)) {
            wrong.add(Refusal.of("from", "receiver.from.past"));
        } else if (from.equals(today) && !room.mayBeginToday()) {
            wrong.add(Refusal.of("from", "receiver.from.tomorrow"));
        } else {
            wrong.addAll(room.against(proposal, from));
        }
        if (wrong.isEmpty() && from != null) {
            room.enact(proposal, from);
            decided(proposal, Proposal.Verdict.ENACTED, from, typed, by);
        }
        return wrong;
    }

    private List<Refusal> sendBack(Proposal proposal, Decision typed, Actor by) {
        List<Refusal> wrong =
                typed.note().isBlank() ? List.of(Refusal.of("note", "receiver.note.missing")) : note(typed);
        if (wrong.isEmpty()) {
            decided(proposal, Proposal.Verdict.SENT_BACK, null, typed, by);
        }
        return wrong;
    }

    private static List<Refusal> note(Decision typed) {
        return Text.length(typed.note().strip()) > LONGEST
                ? List.of(Refusal.of("note", "receiver.tooLong", String.valueOf(LONGEST)))
                : List.of();
    }

    private void decided(
            Proposal proposal, Proposal.Verdict verdict, @Nullable LocalDate from, Decision typed, Actor by) {
        proposals.decide(proposal.id(), verdict, from, typed.note().strip(), by, clock.instant());
    }

    private List<Refusal> answered(String action, String object, List<Refusal> wrong, Actor by) {
        audit.record(Act.of(by, action, object, wrong));
        return wrong;
    }
}
