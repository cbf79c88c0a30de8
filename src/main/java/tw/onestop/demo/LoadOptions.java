package tw.onestop.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * 載入選項: which people are to be loaded, and where.
 *
 * @param county null for the whole nation
 */
record LoadOptions(@Nullable String county, double scale, long seed, Path data) {

    private static final String SEE = "see ./onestop load --help";

    /**
     * @throws Refused in one sentence, when an option is unknown or wrong
     */
    static LoadOptions parse(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("nation")) {
            throw wrong("say what to load: nation");
        }
        String county = null;
        double scale = 1;
        long seed = Population.SEED;
        Path data = Path.of("var", "nation");
        for (int i = 1; i < arguments.length; i += 2) {
            String value = i + 1 < arguments.length ? arguments[i + 1] : "";
            switch (arguments[i]) {
                case "--county" -> county = county(value);
                case "--scale" -> scale = scale(value);
                case "--seed" -> seed = seed(value);
                case "--data" -> data = Path.of(given("--data", value));
                default -> throw wrong("unknown option '%s'".formatted(arguments[i]));
            }
        }
        return new LoadOptions(county, scale, seed, data.toAbsolutePath().normalize());
    }

    private static String county(String typed) {
        return Population.county(given("--county", typed))
                .orElseThrow(() -> wrong("there is no county or city '%s', there are %s"
                        .formatted(typed, String.join("、", Population.counties()))));
    }

    private static double scale(String typed) {
        if (given("--scale", typed).matches("\\d{1,3}(\\.\\d{1,6})?")) {
            double scale = Double.parseDouble(typed);
            if (scale > 0 && scale <= 1) {
                return scale;
            }
        }
        throw wrong("--scale '%s' is not a number over 0 and up to 1".formatted(typed));
    }

    private static long seed(String typed) {
        if (given("--seed", typed).matches("\\d{1,12}")) {
            return Long.parseLong(typed);
        }
        throw wrong("--seed '%s' is not a whole number of up to 12 digits".formatted(typed));
    }

    private static String given(String option, String value) {
        if (value.isBlank()) {
            throw wrong(option + " needs a value");
        }
        return value;
    }

    private static Refused wrong(String sentence) {
        return new Refused(2, "load: %s; %s".formatted(sentence, SEE));
    }
}
