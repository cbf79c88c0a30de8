package tw.onestop.joining;

import tw.onestop.kernel.AgencyCode;

/**
 * 機關別 of the catalogue: agencies that do the same business.
 *
 * @param agency code of the one agency in the directory, or how the codes of all of them begin
 */
public record AgencyKind(String code, String name, String nameEn, String agency) {

    /** {@code CONSCRIPTION} is {@code CONSCRIPTION-09007010} too. */
    public boolean is(AgencyCode other) {
        return other.value().equals(agency) || other.value().startsWith(agency + "-");
    }
}
