package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tw.proof.Browser.Page;

/**
 * 資料庫停擺驗證: stops the database for a minute under load; the pages must say so clearly, nothing may be half done, and
 * the product must go on by itself when the database is back. See {@code ./onestop verify outage --help}.
 */
public final class Outage {

    private Outage() {}

    /** Exit status 0 when all of it is so, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, """
                ./onestop verify outage [--applications 300] [--seconds 60] [--port 18081]

                Starts a demo of its own, lets clerks file applications, ends the database's server at once and starts it
                again after so many seconds. Asks for pages meanwhile. Then compares receipts, database and ledgers.
                Exit status 0 when the pages were clear and everything agrees.""");
        Path data = Files.createTempDirectory("onestop-outage");
        try (Demonstration demo = new Demonstration(data, options.number("port", 18081), List.of())) {
            demo.start();
            Load load = new Load(demo, options.number("applications", 300));
            load.start(3);
            Demonstration.pause(5_000);
            DatabaseServer server = DatabaseServer.of(demo.data());
            server.stop();
            List<String> wrong = new ArrayList<>(pagesMeanwhile(demo, options.number("seconds", 60)));
            server.startAgain();
            Instant back = Instant.now();
            while (!demo.isUp() && Instant.now().isBefore(back.plus(Duration.ofSeconds(60)))) {
                Demonstration.pause(200);
            }
            System.out.printf(
                    "up again %.1f s after the database%n",
                    Duration.between(back, Instant.now()).toMillis() / 1000.0);
            while (load.isWorking()) {
                load.check();
                Demonstration.pause(200);
            }
            load.check();
            System.out.printf(
                    "%d receipts, %d times a clerk was interrupted, %d sittings given up%n",
                    load.receipts().size(), load.interruptions(), load.givenUp());
            wrong.addAll(Kill.settle(demo, load.receipts()));
            wrong.forEach(System.out::println);
            System.out.println(wrong.isEmpty() ? "everything agrees" : wrong.size() + " things are wrong");
            System.exit(wrong.isEmpty() ? 0 : 1);
        }
    }

    /** Every page that needs the database must be a 503 with a sentence; never a stack trace, never a hang. */
    private static List<String> pagesMeanwhile(Demonstration demo, int seconds) throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<Integer, Integer> answers = new TreeMap<>();
        Instant end = Instant.now().plusSeconds(seconds);
        Demonstration.Account account = demo.clerks(null).getFirst();
        while (Instant.now().isBefore(end)) {
            try (Browser browser = new Browser(demo.baseUrl())) {
                Instant asked = Instant.now();
                Page signIn = browser.get("/sign-in");
                Page answer = signIn.status() == 200
                        ? browser.submit(
                                signIn,
                                signIn.form("/sign-in"),
                                Map.of("username", account.username(), "password", account.password()))
                        : signIn;
                answers.merge(answer.status(), 1, Integer::sum);
                if (answer.status() != 503 || answer.document().text().contains("Exception")) {
                    wrong.add("signing in without a database was answered with " + answer.status());
                }
                if (Duration.between(asked, Instant.now()).toSeconds() > 15) {
                    wrong.add("an answer without a database took longer than 15 s");
                }
            }
            Demonstration.pause(1_000);
        }
        System.out.println("answers while the database was away: " + answers);
        return wrong;
    }
}
