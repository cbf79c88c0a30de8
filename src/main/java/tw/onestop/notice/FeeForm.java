package tw.onestop.notice;

/**
 * 規費變更, as typed.
 *
 * @param name of the dated amount: {@code fee.passport}
 * @param amount in NT$
 */
public record FeeForm(String name, String amount, String source, String reason) {}
