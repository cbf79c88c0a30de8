package tw.onestop.link;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tw.onestop.kernel.Text;

/** 查驗碼, 24 characters of five bits: long enough that nobody guesses one, in letters that nobody mistakes for digits. */
record SheetCode(String value) {

    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int LENGTH = 24;
    private static final Pattern SHAPE = Pattern.compile("[2-9A-HJ-NP-Z]{" + LENGTH + "}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]+");
    private static final SecureRandom RANDOM = new SecureRandom();

    static SheetCode fresh() {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return new SheetCode(letters.toString());
    }

    /** As typed from the paper: blanks, hyphens, small and full-width letters are all the same. */
    static Optional<SheetCode> read(String typed) {
        String tidy = BETWEEN.matcher(Text.halfWidth(typed)).replaceAll("").toUpperCase(Locale.ROOT);
        return SHAPE.matcher(tidy).matches() ? Optional.of(new SheetCode(tidy)) : Optional.empty();
    }

    /** Four characters at a time. */
    String grouped() {
        return value.replaceAll("(.{4})(?=.)", "$1-");
    }

    /** Does not tell it. */
    @Override
    public String toString() {
        return "SheetCode";
    }
}
