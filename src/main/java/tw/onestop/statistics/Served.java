package tw.onestop.statistics;

import java.util.List;

/**
 * 服務項目, what is counted together.
 *
 * @param counts what of the {@code Tally} of others belongs to it
 * @param journey whether each case saved a citizen one way to an agency
 * @param transcript whether it saved copies of a transcript
 * @param policyFee whether it saved what a search for life policies costs elsewhere
 * @param window whether it saved an agency the work of its window
 * @param recorded whether this system records it at all; else only what was taken over is in it
 */
public record Served(
        String code,
        String name,
        String nameEn,
        List<String> counts,
        boolean journey,
        boolean transcript,
        boolean policyFee,
        boolean window,
        boolean recorded) {

    public Served {
        counts = List.copyOf(counts);
    }
}
