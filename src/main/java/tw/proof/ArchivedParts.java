package tw.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * 已封存部分: what the database says was taken into files, part by part. An entry is believed where a row with a place in the log says the
 * same, and for as many rows as it says.
 */
final class ArchivedParts {

    private final List<Part> parts = new ArrayList<>();
    private long gone;

    /** @param said the one that ends first before the others */
    ArchivedParts(List<TrailReader.Archived> said) {
        said.forEach(one -> parts.add(new Part(one)));
    }

    private static final class Part {

        private final TrailReader.Archived said;
        private long rows;

        Part(TrailReader.Archived said) {
            this.said = said;
        }

        boolean takes(long seq) {
            return said.logged() && said.spans(seq) && rows < said.rows();
        }
    }

    /** Whether a missing row is one that was archived. Rows come in their order, so the part that ends first takes it. */
    boolean took(long seq) {
        for (Part part : parts) {
            if (part.takes(seq)) {
                part.rows++;
                gone++;
                return true;
            }
        }
        return false;
    }

    long gone() {
        return gone;
    }

    /** What is said to lie in files must be as many rows as are not here, of each part. */
    List<TrailCheck.Finding> findings() {
        List<TrailCheck.Finding> findings = new ArrayList<>();
        for (Part part : parts) {
            if (!part.said.logged()) {
                findings.add(new TrailCheck.Finding(
                        TrailCheck.Kind.REMOVED,
                        part.said.firstSeq(),
                        "%,d rows of %s are said to be archived, and no row with a place in the log says so"
                                .formatted(part.said.rows(), part.said.part())));
            } else if (part.rows != part.said.rows()) {
                findings.add(new TrailCheck.Finding(
                        TrailCheck.Kind.REMOVED,
                        part.said.firstSeq(),
                        "%,d rows of %s were archived, %,d are not in the trail"
                                .formatted(part.said.rows(), part.said.part(), part.rows)));
            }
        }
        return findings;
    }
}
