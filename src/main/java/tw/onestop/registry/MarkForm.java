package tw.onestop.registry;

/**
 * 保護註記申請, as typed; nothing in it is trusted.
 *
 * @param person who is to be protected
 * @param ground {@link ProtectiveMark.Ground}
 * @param scope {@link ProtectiveMark.Scope}
 * @param reference number of the order or the document
 * @param barred numbers of the persons barred, separated by commas, blanks or lines
 * @param from first day; today when empty
 * @param until last day; until it is lifted when empty
 */
public record MarkForm(
        PersonId person, String ground, String scope, String reference, String barred, String from, String until) {

    /** Nothing typed yet. */
    public static MarkForm blank(PersonId person) {
        return new MarkForm(person, "", ProtectiveMark.Scope.HOUSEHOLD.name(), "", "", "", "");
    }
}
