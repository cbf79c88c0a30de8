package tw.onestop.kernel;

/** 檢查碼 of a number that people read out and key (ISO 7064 MOD 11,10): it finds every single wrong digit. */
public final class CheckDigit {

    private CheckDigit() {}

    /** Of digits alone. */
    public static char of(String stem) {
        int product = 10;
        for (int i = 0; i < stem.length(); i++) {
            int sum = (stem.charAt(i) - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char) ('0' + (11 - product) % 10);
    }

    /** Whether the last digit is that of those before it. */
    public static boolean fits(String digits) {
        int last = digits.length() - 1;
        return of(digits.substring(0, last)) == digits.charAt(last);
    }
}
