package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 新增受通報機關之施行: from the day on the counter offers what the receiver takes, where it serves. */
@Component
class ReceiverEnacting implements ProposalDesk.Enacting {

    private final Matrix matrix;
    private final Directory directory;
    private final MachineAccessDesk machines;
    private final JsonMapper json;

    ReceiverEnacting(Matrix matrix, Directory directory, MachineAccessDesk machines, JsonMapper json) {
        this.matrix = matrix;
        this.directory = directory;
        this.machines = machines;
        this.json = json;
    }

    @Override
    public Proposal.Subject subject() {
        return Proposal.Subject.RECEIVER;
    }

    /** Before its day nobody was told. */
    @Override
    public boolean mayBeginToday() {
        return true;
    }

    /** Nobody is told through a door at which nobody ever answered. */
    @Override
    public List<Refusal> against(Proposal proposal, LocalDate from) {
        AgencyCode code = new AgencyCode(proposal.about());
        return matrix.answeredAt(code).isPresent() || machines.passedOn(code).isPresent()
                ? List.of()
                : List.of(Refusal.of("", "receiver.notRehearsed"));
    }

    @Override
    public void enact(Proposal proposal, LocalDate from) {
        ReceiverForm typed = json.readValue(proposal.typed(), ReceiverForm.class);
        AgencyCode code = new AgencyCode(proposal.about());
        List<Capability.ExtraKey> keys =
                typed.filled().stream().map(ReceiverForm.Key::tidy).toList();
        keys.forEach(key -> matrix.addKey(code, key));
        typed.changes()
                .forEach(change -> matrix.take(
                        new Capability(
                                code,
                                ChangeType.valueOf(change),
                                keys,
                                typed.note().strip(),
                                typed.noteEn().strip(),
                                typed.source().strip()),
                        from));
        matrix.cover(
                code,
                ReceiverWording.Areas.read(typed.areas(), directory.areas()).areas(),
                from);
        directory.forget();
    }
}
