package tw.onestop.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 示範選項: how the demonstration was asked for.
 *
 * @param agenciesFail how the agencies misbehave, in the words of the simulators' own help; null when they behave
 */
record Options(
        int port,
        Path data,
        String county,
        boolean countyNamed,
        boolean fresh,
        @Nullable String agenciesFail) {

    /**
     * @throws Refused in one sentence, when an option is unknown or wrong
     */
    static Options parse(String... arguments) {
        int port = 8080;
        Path data = Path.of("var", "demo");
        String county = "連江縣";
        boolean countyNamed = false;
        boolean fresh = false;
        String agenciesFail = null;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--port" -> port = port(value(arguments, ++i));
                case "--data" -> data = Path.of(value(arguments, ++i));
                case "--county" -> {
                    county = known(value(arguments, ++i));
                    countyNamed = true;
                }
                case "--fresh" -> fresh = true;
                case "--agencies-fail" -> agenciesFail = failing(value(arguments, ++i));
                default ->
                    throw new Refused(
                            2, "demo: unknown option '%s'; see ./onestop demo --help".formatted(arguments[i]));
            }
        }
        return new Options(port, data.toAbsolutePath().normalize(), county, countyNamed, fresh, agenciesFail);
    }

    private static String value(String[] arguments, int position) {
        if (position >= arguments.length || arguments[position].isBlank()) {
            throw new Refused(
                    2, "demo: %s needs a value; see ./onestop demo --help".formatted(arguments[position - 1]));
        }
        return arguments[position];
    }

    private static int port(String typed) {
        if (typed.matches("\\d{1,5}")) {
            int port = Integer.parseInt(typed);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new Refused(2, "demo: --port '%s' is not a port from 1 to 65535".formatted(typed));
    }

    /** Whom it names is checked here; how they fail is the simulators' own language, which they check themselves. */
    private static String failing(String typed) {
        List<String> codes = Stream.concat(
                        Playing.ALL.stream().map(playing -> playing.code().value()), Stream.of("ALL"))
                .toList();
        for (String part : typed.split(",", -1)) {
            String named = part.substring(0, Math.max(0, part.indexOf('=')));
            if (!codes.contains(named)) {
                throw new Refused(
                        2,
                        "demo: --agencies-fail '%s' is not AGENCY=how; the agencies are %s"
                                .formatted(part, String.join(", ", codes)));
            }
        }
        return typed;
    }

    private static String known(String typed) {
        return Population.county(typed)
                .orElseThrow(() -> new Refused(
                        2,
                        "demo: there is no county or city '%s'; there are %s"
                                .formatted(typed, String.join("、", Population.counties()))));
    }
}
