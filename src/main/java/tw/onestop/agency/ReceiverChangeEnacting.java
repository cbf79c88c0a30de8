package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 受通報機關變更之施行: what is another than it was holds from the day on; by another door it is told once that door is due. */
@Component
class ReceiverChangeEnacting implements ProposalDesk.Enacting {

    private final ReceiverTerms terms;
    private final Directory directory;
    private final Promises promises;
    private final DoorReadiness doors;
    private final JsonMapper json;

    ReceiverChangeEnacting(
            ReceiverTerms terms, Directory directory, Promises promises, DoorReadiness doors, JsonMapper json) {
        this.terms = terms;
        this.directory = directory;
        this.promises = promises;
        this.doors = doors;
        this.json = json;
    }

    @Override
    public Proposal.Subject subject() {
        return Proposal.Subject.RECEIVER_CHANGE;
    }

    /** Nothing goes by a door that is not ready. */
    @Override
    public List<Refusal> against(Proposal proposal, LocalDate from) {
        Agency.Door door = Agency.Door.valueOf(read(proposal).door());
        return doors.isReady(new AgencyCode(proposal.about()), door)
                ? List.of()
                : List.of(Refusal.of("", "receiver.change.doorNotReady"));
    }

    @Override
    public void enact(Proposal proposal, LocalDate from) {
        ReceiverChange typed = read(proposal);
        Agency agency = directory.find(new AgencyCode(proposal.about())).orElseThrow();
        AgencyCode code = agency.code();
        String source = typed.source().strip();
        terms.contact(
                code,
                new Agency.Contact(
                        typed.unit().strip(),
                        typed.phone().strip(),
                        typed.hours().strip()),
                source,
                from);
        terms.days(code, Integer.parseInt(Text.halfWidth(typed.days()).strip()), source, from);
        terms.cover(
                code,
                ReceiverWording.Areas.read(typed.areas(), directory.areas()).areas(),
                from);
        Agency.Door door = Agency.Door.valueOf(typed.door());
        if (door == agency.door()) {
            terms.stay(code);
        } else {
            terms.door(code, door, from);
        }
        directory.forget();
        promises.forget();
    }

    private ReceiverChange read(Proposal proposal) {
        return json.readValue(proposal.typed(), ReceiverChange.class);
    }
}
