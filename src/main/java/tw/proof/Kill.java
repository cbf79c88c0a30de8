package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * 斷電驗證: kills the product with signal 9 at random moments while clerks file applications and every agency fails one time
 * in three; afterwards every book must agree. See {@code ./onestop verify kill --help}.
 */
public final class Kill {

    /** The product's own pauses after a third failure are half an hour and more; what is proved does not depend on them. */
    private static final Map<String, String> SOONER = Map.of("onestop.exchange.retry-schedule", "5s,20s,60s");

    private Kill() {}

    /** Exit status 0 when everything agrees, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Options options = Options.parse(arguments, """
                ./onestop verify kill [--applications 2000] [--kills 10] [--seed 1] [--port 18080]

                Starts a demo of its own in a temporary directory, lets clerks file applications with notices while all
                simulators fail one time in three, kills the product with signal 9 at random moments, starts it again, and
                compares receipts, database and the agencies' ledgers. Failed deliveries are tried again after 5, 20 and
                60 seconds, so that the proof ends. Exit status 0 when they agree.""");
        int applications = options.number("applications", 2000);
        int kills = options.number("kills", 10);
        Random random = new Random(options.number("seed", 1));
        Path data = Files.createTempDirectory("onestop-kill");
        try (Demonstration demo = new Demonstration(
                data, options.number("port", 18080), List.of("--agencies-fail", "ALL=fail:0.33"), SOONER)) {
            demo.start();
            Load load = new Load(demo, applications);
            load.start(4);
            int killed = 0;
            int step = applications / (kills + 1);
            while (load.isWorking()) {
                load.check();
                if (killed < kills && load.remaining() < applications - step * (killed + 1)) {
                    Demonstration.pause(random.nextInt(2_000));
                    demo.kill();
                    killed++;
                    System.out.printf("kill %d of %d with %d applications to go%n", killed, kills, load.remaining());
                    demo.start();
                }
                Demonstration.pause(50);
            }
            load.check();
            System.out.printf(
                    "%d receipts, %d kills, %d times a clerk was interrupted, %d sittings given up%n",
                    load.receipts().size(), killed, load.interruptions(), load.givenUp());
            List<String> differences = settle(demo, load.receipts());
            differences.stream().limit(20).forEach(System.out::println);
            System.out.println(differences.isEmpty() ? "everything agrees" : differences.size() + " differences");
            System.exit(differences.isEmpty() ? 0 : 1);
        }
    }

    /** Waits until the agencies have answered everything, then compares. */
    static List<String> settle(Demonstration demo, Map<String, Integer> receipts) throws IOException, SQLException {
        Instant end = Instant.now().plus(Duration.ofMinutes(20));
        Books books = null;
        while (books == null || (books.open() > 0 && Instant.now().isBefore(end))) {
            Demonstration.pause(2_000);
            try (Connection database = demo.database()) {
                books = Books.read(database, demo.data().resolve("agencies").resolve("ledgers"));
            }
        }
        System.out.printf(
                "%d items at agencies with a ledger, %d effects, %d without a final answer%n",
                books.items(), books.effects(), books.open());
        List<String> differences = new ArrayList<>(books.differences());
        if (receipts.isEmpty() || books.items() == 0) {
            differences.add("nothing was filed, so nothing is proved");
        }
        if (books.open() > 0) {
            differences.add(books.open() + " items have no final answer");
        }
        try (Connection database = demo.database()) {
            differences.addAll(receiptsAgree(database, receipts));
        }
        return differences;
    }

    private static List<String> receiptsAgree(Connection database, Map<String, Integer> receipts) throws SQLException {
        List<String> differences = new ArrayList<>();
        try (PreparedStatement count = database.prepareStatement("""
                select count(*) from notice.item i join notice.application a on a.id = i.application
                 where a.receipt_no = ?
                """)) {
            for (Map.Entry<String, Integer> receipt : receipts.entrySet()) {
                count.setString(1, receipt.getKey().replaceAll("\\D", ""));
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    if (row.getInt(1) == 0 || row.getInt(1) != receipt.getValue()) {
                        differences.add("receipt %s lists %d items, the database holds %d"
                                .formatted(receipt.getKey(), receipt.getValue(), row.getInt(1)));
                    }
                }
            }
        }
        return differences;
    }
}
