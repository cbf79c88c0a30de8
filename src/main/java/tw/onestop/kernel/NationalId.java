package tw.onestop.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * 統一編號, the number of a person: the national identity number (國民身分證統一編號) or the resident number
 * (外來人口統一證號) in its present form ({@code F800000000}) or its old one ({@code AC17003729}).
 *
 * <p>{@link #toString()} masks, so that a number cannot leak into a log; whoever needs it says {@link #value()}.
 * Source: 國民身分證及戶口名簿製發相片影像檔建置管理辦法 §3 (shape); the check digit is the published one, weights 1,9,8,…,1,1.
 */
public record NationalId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z](?:[1289]|[A-D])\\d{8}");
    private static final String LETTERS_BY_VALUE = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
    private static final int[] WEIGHTS = {1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1};

    /**
     * @throws IllegalArgumentException when the shape or the check digit is wrong
     */
    public NationalId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a valid national id");
        }
    }

    /** Reads what a person typed: blanks around it and lower case are forgiven; anything else wrong is empty. */
    public static Optional<NationalId> parse(String typed) {
        String tidy = Text.halfWidth(typed).strip().toUpperCase(Locale.ROOT);
        return isValid(tidy) ? Optional.of(new NationalId(tidy)) : Optional.empty();
    }

    /** Those that stand anywhere in a text, also where what stands around them is broken. */
    public static Set<NationalId> in(String text) {
        return SHAPE.matcher(Text.halfWidth(text).toUpperCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .filter(NationalId::isValid)
                .map(NationalId::new)
                .collect(Collectors.toSet());
    }

    /** Whether shape and check digit are right; says nothing about whether somebody bears the number. */
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches() && weightedSum(value) % 10 == 0;
    }

    /**
     * The number with this letter, sex digit and running number, its check digit computed.
     *
     * @param letter county of first assignment
     * @param sexDigit 1, 2, 8 or 9
     * @param running 0 to 9,999,999
     */
    public static NationalId of(char letter, int sexDigit, int running) {
        String stem = "%c%d%07d".formatted(letter, sexDigit, running);
        int check = (10 - weightedSum(stem + "0") % 10) % 10;
        return new NationalId(stem + check);
    }

    /** The sex in the second place; 1, 8, A and C are male. */
    public Sex sex() {
        return switch (value.charAt(1)) {
            case '1', '8', 'A', 'C' -> Sex.MALE;
            default -> Sex.FEMALE;
        };
    }

    /** 外來人口統一證號: the number of who lives here without a household registration, in either form. */
    public boolean isResident() {
        return value.charAt(1) != '1' && value.charAt(1) != '2';
    }

    /** Whether it is a resident number in the form that ends with the year 2030: two letters. */
    public boolean isOldForm() {
        return Character.isLetter(value.charAt(1));
    }

    /** {@code A1234*****}: enough for its bearer to recognise, too little for anybody else. */
    public String masked() {
        return value.substring(0, 5) + "*****";
    }

    @Override
    public String toString() {
        return masked();
    }

    private static int weightedSum(String value) {
        int letter = 10 + LETTERS_BY_VALUE.indexOf(value.charAt(0));
        int sum = letter / 10 * WEIGHTS[0] + letter % 10 * WEIGHTS[1];
        for (int i = 1; i < 10; i++) {
            char c = value.charAt(i);
            // In the old resident form the second letter contributes its value's units digit only.
            int digit = Character.isDigit(c) ? c - '0' : (10 + LETTERS_BY_VALUE.indexOf(c)) % 10;
            sum += digit * WEIGHTS[i + 1];
        }
        return sum;
    }
}
