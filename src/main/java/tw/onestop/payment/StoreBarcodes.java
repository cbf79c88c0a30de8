package tw.onestop.payment;

import java.time.LocalDate;
import java.util.List;

/**
 * 超商三段式條碼: last day and item code (9), 銷帳編號 (16), month, two check characters and sum (15). The layout is what stores' collecting
 * agents publish; it is compared with the collecting bank's own before the first slip is printed for it [not verified].
 */
record StoreBarcodes(String first, String second, String third) {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    static StoreBarcodes of(String itemCode, String no, int amount, LocalDate due) {
        int year = Math.floorMod(due.getYear() - 1911, 100);
        String first = "%02d%02d%02d%s".formatted(year, due.getMonthValue(), due.getDayOfMonth(), itemCode);
        String month = "%02d%02d".formatted(year, due.getMonthValue());
        String sum = "%09d".formatted(amount);
        return new StoreBarcodes(first, no, month + checks(first, no, month + "00" + sum) + sum);
    }

    List<String> all() {
        return List.of(first, second, third);
    }

    /** Sums of the odd and of the even places of all three, each modulo 11; what is no digit has letters of its own. */
    private static String checks(String... segments) {
        int odd = 0;
        int even = 0;
        for (String segment : segments) {
            for (int i = 0; i < segment.length(); i++) {
                if (i % 2 == 0) {
                    odd += value(segment.charAt(i));
                } else {
                    even += value(segment.charAt(i));
                }
            }
        }
        return letter(odd % 11, 'A', 'B') + letter(even % 11, 'X', 'Y');
    }

    private static String letter(int rest, char nought, char ten) {
        return String.valueOf(rest == 0 ? nought : rest == 10 ? ten : (char) ('0' + rest));
    }

    /** A to I are 1 to 9, J to R again, S to Z are 2 to 9. */
    private static int value(char sign) {
        int letter = LETTERS.indexOf(sign);
        return letter < 0 ? sign - '0' : letter < 18 ? letter % 9 + 1 : letter - 16;
    }
}
