package tw.onestop.agency;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 受理能力之施行: the row that holds ends the day before, the new one begins; neither is overwritten. */
@Component
class CapabilityEnacting implements ProposalDesk.Enacting {

    private final Matrix matrix;
    private final Directory directory;
    private final JsonMapper json;

    CapabilityEnacting(Matrix matrix, Directory directory, JsonMapper json) {
        this.matrix = matrix;
        this.directory = directory;
        this.json = json;
    }

    @Override
    public Proposal.Subject subject() {
        return Proposal.Subject.CAPABILITY;
    }

    @Override
    public List<Refusal> against(Proposal proposal, LocalDate from) {
        CapabilityForm typed = json.readValue(proposal.typed(), CapabilityForm.class);
        AgencyCode code = new AgencyCode(typed.agency());
        if (matrix.isOnlyPrepared(code)) {
            return List.of(Refusal.of("", "receiver.notEnacted"));
        }
        // Another row that waited beside this one may have brought the same key.
        return typed.takes()
                        && matrix.keys(code).stream()
                                .anyMatch(key ->
                                        key.name().equals(typed.fresh().tidy().name()))
                ? List.of(Refusal.of("", "receiver.key.name.taken"))
                : List.of();
    }

    @Override
    public void enact(Proposal proposal, LocalDate from) {
        CapabilityForm typed = json.readValue(proposal.typed(), CapabilityForm.class);
        AgencyCode code = new AgencyCode(typed.agency());
        ChangeType change = ChangeType.valueOf(typed.change());
        matrix.close(code, change, from);
        if (typed.takes()) {
            List<Capability.ExtraKey> keys = new ArrayList<>(matrix.keys(code).stream()
                    .filter(key -> typed.keys().contains(key.name()))
                    .toList());
            if (!typed.fresh().isBlank()) {
                matrix.addKey(code, typed.fresh().tidy());
                keys.add(typed.fresh().tidy());
            }
            matrix.take(
                    new Capability(
                            code,
                            change,
                            keys,
                            typed.note().strip(),
                            typed.noteEn().strip(),
                            typed.source().strip()),
                    from);
        }
        directory.forget();
    }
}
