package tw.onestop.agency;

import java.util.List;

/**
 * 受理能力變更, as typed: what an agency takes of one change from a day on, or that it takes it no longer.
 *
 * @param takes false where it takes the change no longer; then nothing else but source and reason counts
 * @param keys names of extra keys that the agency has
 * @param fresh one more key, blank for none
 */
public record CapabilityForm(
        String agency,
        String change,
        boolean takes,
        List<String> keys,
        ReceiverForm.Key fresh,
        String note,
        String noteEn,
        String source,
        String reason) {

    public CapabilityForm {
        keys = List.copyOf(keys);
    }
}
