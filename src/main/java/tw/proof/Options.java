package tw.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a command: {@code --name value}; {@code --help} prints and ends with 0, anything else wrong ends with 2. */
public final class Options {

    private final Map<String, List<String>> values;
    private final String help;

    private Options(Map<String, List<String>> values, String help) {
        this.values = values;
        this.help = help;
    }

    /** Reads them; the help names every option that may be given. */
    public static Options parse(String[] arguments, String help) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (arguments[i].equals("--help")) {
                System.out.println(help);
                System.exit(0);
            }
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (name.isEmpty() || !help.contains("[--" + name + " ")) {
                refuse("unknown option " + arguments[i], help);
            }
            if (i + 1 == arguments.length) {
                refuse(arguments[i] + " needs a value", help);
            }
            values.computeIfAbsent(name, none -> new ArrayList<>()).add(arguments[i + 1]);
        }
        return new Options(values, help);
    }

    public int number(String name, int otherwise) {
        String value = text(name, "");
        if (!values.containsKey(name)) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            refuse("--" + name + " takes a whole number", help);
            return otherwise;
        }
    }

    public String text(String name, String otherwise) {
        List<String> given = values.getOrDefault(name, List.of());
        return given.isEmpty() ? otherwise : given.getLast();
    }

    /** Of an option that may be given more than once. */
    public List<String> texts(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    private static void refuse(String sentence, String help) {
        System.err.println(sentence + "; " + help.lines().findFirst().orElse(""));
        System.exit(2);
    }
}
