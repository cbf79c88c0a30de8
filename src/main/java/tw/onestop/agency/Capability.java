package tw.onestop.agency;

import java.util.List;
import tw.onestop.kernel.AgencyCode;

/**
 * 受理能力, one row of the matrix agency × change: what the agency takes by the citizen's consent.
 *
 * @param agency who takes it
 * @param change which change
 * @param extraKeys what the citizen must add (電號, 水號, 車號 …), empty when nothing
 * @param note what the citizen should know before ticking, Chinese; {@code ""} when nothing
 * @param noteEn the same in English
 * @param source where the row comes from
 */
public record Capability(
        AgencyCode agency, ChangeType change, List<ExtraKey> extraKeys, String note, String noteEn, String source) {

    /**
     * 附加欄位.
     *
     * @param name name on the wire: {@code electricityNo}
     * @param label Chinese label
     * @param labelEn English label
     * @param pattern regular expression the half-width, trimmed value must match
     * @param example a value that matches
     */
    public record ExtraKey(String name, String label, String labelEn, String pattern, String example) {}
}
