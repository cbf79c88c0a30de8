package tw.onestop.link;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.onestop.kernel.Text;

/** 碼: drawn by lot in letters that nobody mistakes for digits, five bits each. */
final class Letters {

    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final Pattern SHAPE = Pattern.compile("[2-9A-HJ-NP-Z]+");
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Letters() {}

    static String fresh(int length) {
        StringBuilder letters = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    /** As typed from where it stands: blanks, hyphens, small and full-width letters are all the same. */
    static Optional<String> read(String typed, int length) {
        String tidy = BETWEEN.matcher(Text.halfWidth(typed)).replaceAll("").toUpperCase(Locale.ROOT);
        return Optional.of(tidy)
                .filter(code -> code.length() == length && SHAPE.matcher(code).matches());
    }

    /** Four characters at a time. */
    static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }
}
