package tw.onestop.operations;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TimeZone;
import org.springframework.jdbc.BadSqlGrammarException;

/**
 * 維運指令: {@code ./onestop account}, {@code ./onestop agency}, {@code ./onestop recover} and {@code ./onestop statistics}, on the database and with the key file of {@code ./onestop run}, while
 * the product runs or not.
 */
public final class Upkeep {

    private Upkeep() {}

    /** Exit status 1 when it cannot be done, 2 when the command is wrong. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Taipei"));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int status = 0;
        try (Desks desks = Desks.ofThisMachine()) {
            out.println(run(desks, List.of(arguments)));
        } catch (NotDone no) {
            err.println(no.sentence());
            status = no.status();
        } catch (RuntimeException failed) {
            err.println(arguments[0] + ": " + sentence(failed));
            status = 1;
        }
        System.exit(status);
    }

    /** What is to be printed. */
    static String run(Desks desks, List<String> typed) {
        String command = typed.isEmpty() ? "" : typed.getFirst();
        List<String> rest = typed.subList(Math.min(1, typed.size()), typed.size());
        return switch (command) {
            case "account" -> new AccountCommand(desks).run(rest);
            case "agency" -> new AgencyCommand(desks).run(rest);
            case "recover" -> new RecoverCommand(desks).run(rest);
            case "statistics" -> new StatisticsCommand(desks).run(rest);
            default -> throw NotDone.wrong("There is no subcommand '%s'; see ./onestop --help".formatted(command));
        };
    }

    private static String sentence(Throwable failed) {
        Throwable reason = failed;
        while (reason.getCause() != null) {
            if (reason instanceof BadSqlGrammarException) {
                return "the database has not the tables of this version; start ./onestop run on it first";
            }
            reason = reason.getCause();
        }
        String message = reason.getMessage();
        return message == null ? reason.getClass().getSimpleName() : message;
    }
}
