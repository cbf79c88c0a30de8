package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import tw.proof.Demonstration;
import tw.proof.Options;
import tw.proof.Phone;
import tw.proof.Receipts;
import tw.proof.Receipts.Receipt;

/**
 * 電話語音量測: calls at once to the demo's line, each keying number and code of a receipt of its own. Measured: from the press of the last
 * key to the first packet of the answer; and, from the trail, whether every number was asked about once and right. The peer in the
 * same run is one call alone.
 */
public final class Voice {

    private static final Duration SOON = Duration.ofSeconds(20);

    private Voice() {}

    /** Exit status 0 when every answer began within a second and no digit was wrong, 1 when not, 2 for a wrong command. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments, """
                ./onestop bench voice [--calls 30] [--turns 3] [--port 18086] [--data DIR] [--line PORT]

                Starts a demo of its own at --port, or asks the one that runs in --data (at --port 8080); with --line the calls go to that port,
                for example to an exchange in front of it.""");
        String running = options.text("data", "");
        Path data = running.isEmpty() ? Files.createTempDirectory("onestop-voice") : Path.of(running);
        boolean held;
        try (Demonstration demo =
                new Demonstration(data, options.number("port", running.isEmpty() ? 18_086 : 8_080), List.of())) {
            if (running.isEmpty()) {
                demo.start();
            }
            int line = options.number(
                    "line", demo.file().path("voice").path("sipPort").asInt());
            held = measure(demo, line, options.number("calls", 30), options.number("turns", 3));
        } finally {
            if (running.isEmpty()) {
                Scratch.delete(data);
            }
        }
        System.exit(held ? 0 : 1);
    }

    private static boolean measure(Demonstration demo, int line, int calls, int turns) throws Exception {
        List<Receipt> receipts = Receipts.of(demo, calls);
        long before = refusals(demo);
        // One call lets the product load what answers need.
        List<String> faults = new ArrayList<>(together(receipts.subList(0, 1), line, new Percentiles()));
        Percentiles alone = new Percentiles();
        Percentiles atOnce = new Percentiles();
        for (int turn = 0; turn < turns; turn++) {
            faults.addAll(together(receipts.subList(0, 1), line, alone));
            faults.addAll(together(receipts, line, atOnce));
        }
        long refused = refusals(demo) - before;
        print("one call alone", alone);
        print(calls + " calls at once", atOnce);
        faults.stream().limit(5).forEach(System.out::println);
        System.out.printf(
                "%d calls failed, %d look-ups were refused, of %,d digits%n",
                faults.size(), refused, (alone.count() + atOnce.count() + 1) * 23L);
        return faults.isEmpty() && refused == 0 && atOnce.count() == calls * turns && atOnce.millis(1) <= 1_000;
    }

    private static void print(String what, Percentiles times) {
        System.out.printf(
                "%-18s %4d answers  p50 %5.0f ms  p95 %5.0f ms  longest %5.0f ms%n",
                what, times.count(), times.millis(0.5), times.millis(0.95), times.millis(1));
    }

    /** All of them call in the same moment; what went wrong. */
    private static List<String> together(List<Receipt> receipts, int port, Percentiles times)
            throws InterruptedException {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> callers = new ArrayList<>();
        for (Receipt receipt : receipts) {
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    go.await();
                    call(receipt, port, times);
                } catch (IOException | RuntimeException fault) {
                    faults.add(String.valueOf(fault.getMessage()));
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        go.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        return List.copyOf(faults);
    }

    private static void call(Receipt receipt, int port, Percentiles times) throws IOException, InterruptedException {
        try (Phone phone = Phone.dial("127.0.0.1", port, "0900000000")) {
            if (phone.status() != 200) {
                throw new IOException("the line answered with " + phone.status());
            }
            phone.press("1" + receipt.number() + receipt.code());
            long nanos = phone.answerTime(SOON);
            if (nanos < 0) {
                throw new IOException("nothing was heard");
            }
            times.add(nanos);
        }
    }

    /** A wrong digit is a number that nobody has, or a code that is not its own; or the line asks again, and nothing is looked up. */
    private static long refusals(Demonstration demo) throws SQLException, IOException {
        try (Connection database = demo.database();
                PreparedStatement acts = database.prepareStatement(
                        "select count(*) from audit.trail where action = 'notice.progress' and outcome = 'REFUSED'");
                ResultSet counted = acts.executeQuery()) {
            counted.next();
            return counted.getLong(1);
        }
    }
}
