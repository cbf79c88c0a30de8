package tw.onestop.agency;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 受通報機關及受理能力, prepared here and brought into force by their {@link ProposalDesk.Enacting}. */
@Component
class Receivers implements ReceiverDesk {

    private final Files files;
    private final ProposalDesk proposals;
    private final JsonMapper json;
    private final AuditDesk audit;
    private final Clock clock;

    Receivers(Files files, ProposalDesk proposals, JsonMapper json, AuditDesk audit, Clock clock) {
        this.files = files;
        this.proposals = proposals;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** 名錄及矩陣. */
    @Component
    record Files(Directory directory, Matrix matrix, Agencies agencies, ReceiverTerms terms, PromiseDesk promises) {}

    @Override
    @Transactional
    public List<Refusal> prepare(ReceiverForm typed, Actor by) {
        String code = typed.code().strip();
        List<Refusal> wrong =
                new ArrayList<>(ReceiverWording.of(typed, files.directory().areas()));
        if (wrong.isEmpty() && !files.matrix().isFree(code)) {
            wrong.add(Refusal.of("code", "receiver.code.taken"));
        }
        if (wrong.isEmpty()) {
            wrong.addAll(proposals.prepare(Proposal.Subject.RECEIVER, code, typed, typed.reason(), by));
        }
        // Not before it waits for a second person: what is refused changes nothing in the directory.
        if (wrong.isEmpty()) {
            files.matrix().enter(typed);
            files.directory().forget();
        }
        return recorded("agency.receiver.prepare", code, wrong, by);
    }

    @Override
    @Transactional
    public List<Refusal> prepare(ReceiverChange typed, Actor by) {
        AgencyCode agency = new AgencyCode(typed.agency());
        List<Refusal> wrong = new ArrayList<>(standing(agency));
        if (wrong.isEmpty()) {
            wrong.addAll(ReceiverWording.of(typed, files.directory().areas()));
        }
        if (wrong.isEmpty()
                && found(agency)
                        .filter(one -> one.asItIs().asksTheSameAs(typed))
                        .isPresent()) {
            wrong.add(Refusal.of("", "receiver.change.same"));
        }
        if (wrong.isEmpty()) {
            wrong.addAll(
                    proposals.prepare(Proposal.Subject.RECEIVER_CHANGE, typed.agency(), typed, typed.reason(), by));
        }
        return recorded("agency.receiver.change", typed.agency(), wrong, by);
    }

    /** Whether anything of it can be changed: what only was prepared is prepared once more instead. */
    private List<Refusal> standing(AgencyCode agency) {
        if (files.directory().find(agency).isEmpty()) {
            return List.of(Refusal.of("", "receiver.unknown"));
        }
        return files.matrix().isOnlyPrepared(agency) ? List.of(Refusal.of("", "receiver.notEnacted")) : List.of();
    }

    @Override
    @Transactional
    public List<Refusal> prepare(CapabilityForm typed, Actor by) {
        AgencyCode agency = new AgencyCode(typed.agency());
        List<Refusal> wrong = new ArrayList<>(standing(agency));
        if (wrong.isEmpty()) {
            wrong.addAll(ReceiverWording.of(typed, files.matrix().keys(agency)));
        }
        if (wrong.isEmpty()) {
            wrong.addAll(proposals.prepare(
                    Proposal.Subject.CAPABILITY, typed.agency() + "/" + typed.change(), typed, typed.reason(), by));
        }
        return recorded("agency.capability.prepare", typed.agency() + "/" + typed.change(), wrong, by);
    }

    @Override
    @Transactional
    public Optional<Receiver> receiver(AgencyCode code, Actor reader) {
        audit.record(Act.done(reader, "agency.receiver.read", code.value(), null));
        return found(code);
    }

    private Optional<Receiver> found(AgencyCode code) {
        LocalDate today = LocalDate.now(clock);
        return files.directory()
                .find(code)
                .map(agency -> new Receiver(
                        agency,
                        files.directory().coverage(code, today),
                        files.matrix().keys(code),
                        rows(files.agencies().capabilities(code)),
                        files.matrix().answeredAt(code).orElse(null),
                        files.promises().days(code, "", today),
                        files.terms().door(code).orElse(null),
                        files.matrix().isOnlyPrepared(code),
                        files.directory().duties(code)));
    }

    @Override
    @Transactional
    public List<Row> matrix(Actor reader) {
        audit.record(Act.done(reader, "agency.matrix.read", null, null));
        return rows(files.agencies().capabilities());
    }

    private static List<Row> rows(List<Agencies.Dated<Capability>> capabilities) {
        return capabilities.stream()
                .map(dated -> new Row(dated.value(), dated.during()))
                .toList();
    }

    @Override
    @Transactional
    public void answered(AgencyCode agency, Instant at, Actor by) {
        files.matrix().answered(agency, at);
        audit.record(Act.done(by, "agency.receiver.answer", agency.value(), null));
    }

    @Override
    public ReceiverForm receiverForm(Proposal proposal) {
        return json.readValue(proposal.typed(), ReceiverForm.class);
    }

    @Override
    public ReceiverChange receiverChange(Proposal proposal) {
        return json.readValue(proposal.typed(), ReceiverChange.class);
    }

    @Override
    public Coverage coverage(String areas) {
        return ReceiverWording.Areas.read(areas, files.directory().areas()).coverage();
    }

    @Override
    public CapabilityForm capabilityForm(Proposal proposal) {
        return json.readValue(proposal.typed(), CapabilityForm.class);
    }

    private List<Refusal> recorded(String action, String object, List<Refusal> wrong, Actor by) {
        audit.record(Act.of(by, action, object, wrong));
        return wrong;
    }
}
