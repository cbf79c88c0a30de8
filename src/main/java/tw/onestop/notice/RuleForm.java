package tw.onestop.notice;

/**
 * 法定通報規則, as typed.
 *
 * @param kind name of a {@link tw.onestop.registry.RegistrationKind}
 * @param change name of a {@link tw.onestop.agency.ChangeType}
 * @param responsibility name of a {@link tw.onestop.agency.Responsibility}
 * @param told false where nobody is told by it any longer; then nothing else but source and reason counts
 * @param township {@code BEFORE}, {@code AFTER} or {@code BOTH}
 * @param ageFrom by the calendar year, likewise {@code ageUntil}; blank for no limit
 */
public record RuleForm(
        String kind,
        String change,
        String responsibility,
        boolean told,
        String township,
        boolean menOnly,
        String ageFrom,
        String ageUntil,
        String note,
        String noteEn,
        String source,
        String reason) {

    public static final RuleForm EMPTY = new RuleForm("", "", "", true, "AFTER", false, "", "", "", "", "", "");

    /** By which a proposal is known. */
    String name() {
        return "%s/%s/%s".formatted(kind, change, responsibility);
    }
}
