package tw.agencies;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the program was started with. */
record CommandLine(@Nullable Path config, Map<String, String> failures, boolean lifeline, boolean help) {

    /** The name that means every agency. */
    private static final String ALL = "ALL";

    /**
     * @throws WrongUsage in one sentence
     */
    static CommandLine parse(String... arguments) {
        Path config = null;
        Map<String, String> failures = new TreeMap<>();
        boolean lifeline = false;
        boolean help = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--config" -> config = Path.of(value(arguments, ++i));
                case "--agencies-fail" -> readFailures(value(arguments, ++i), failures);
                case "--lifeline" -> lifeline = true;
                case "--help", "-h" -> help = true;
                default -> throw new WrongUsage("unknown option '%s', see --help".formatted(arguments[i]));
            }
        }
        if (config == null && !help) {
            throw new WrongUsage("--config <file> is missing, see --help");
        }
        return new CommandLine(config, failures, lifeline, help);
    }

    private static String value(String[] arguments, int position) {
        if (position >= arguments.length) {
            throw new WrongUsage("%s needs a value, see --help".formatted(arguments[position - 1]));
        }
        return arguments[position];
    }

    private static void readFailures(String specification, Map<String, String> failures) {
        for (String part : specification.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new WrongUsage(
                        "--agencies-fail: '%s' is not AGENCY=how, for example TAIPOWER=slow:10000".formatted(part));
            }
            String agency = part.substring(0, equals);
            String how = part.substring(equals + 1);
            try {
                Dials.ALL_OFF.with(how);
            } catch (WrongUsage wrong) {
                throw new WrongUsage("--agencies-fail %s: %s, see --help".formatted(agency, wrong.sentence()));
            }
            failures.merge(agency, how, (before, after) -> before + "+" + after);
        }
    }

    /**
     * The dials of one agency: what was said of all, then what was said of itself.
     */
    Dials dials(String agency) {
        Dials dials = Dials.ALL_OFF;
        for (String named : new String[] {ALL, agency}) {
            String how = failures.get(named);
            dials = how == null ? dials : dials.with(how);
        }
        return dials;
    }

    /**
     * @throws WrongUsage when a failure names an agency that is not played here
     */
    void checkAgencies(Configuration configuration) {
        for (String named : failures.keySet()) {
            if (!named.equals(ALL) && !configuration.codes().contains(named)) {
                throw new WrongUsage("--agencies-fail: there is no agency '%s'; there are %s and ALL"
                        .formatted(named, String.join(", ", configuration.codes())));
            }
        }
    }

    static String helpText() {
        StringBuilder text = new StringBuilder("""
                機關模擬器 Simulators of the receiving agencies

                  java -cp … tw.agencies.Simulators --config <data>/agencies/simulators.json [options]

                  --config FILE         the agencies to play; relative paths in it are relative to <data>
                  --agencies-fail SPEC  異常行為 how they misbehave: AGENCY=how[+how…][,AGENCY=how…], AGENCY may be ALL, for example
                                        TAIPOWER=slow:10000,TAIWATER=down,ALL=fail:0.33,MVO=reject:0.5,LAND=twice+late:20
                  --lifeline            end when standard input ends, that is when the parent process is gone
                  --help                this page

                異常行為 Ways to misbehave (a chance is a number from 0 to 1):

                """);
        for (Dial dial : Dial.values()) {
            String value = switch (dial.unit) {
                case SWITCH -> "";
                case CHANCE -> ":CHANCE";
                case MILLIS -> ":MS";
                case SECONDS -> ":SECONDS";
            };
            text.append("  %-21s %s%n  %21s %s%n".formatted(dial.flag + value, dial.chinese, "", dial.english));
        }
        return text.toString();
    }
}
