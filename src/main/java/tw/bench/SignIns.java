package tw.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tw.proof.Clerk;
import tw.proof.Demonstration;
import tw.proof.Options;

/** 開門登入量測: a hundred and fifty clerks sign in within a minute, as at the opening of the offices; errors and memory. */
public final class SignIns {

    private SignIns() {}

    /** Exit status 0 when nobody is refused and the product stays under 1 GB, 1 when not, 2 when the command is wrong. */
    public static void main(String[] arguments) throws Exception {
        Options options =
                Options.parse(arguments, "./onestop bench sign-ins [--clerks 150] [--seconds 60] [--port 18083]");
        int clerks = options.number("clerks", 150);
        long between = Duration.ofSeconds(options.number("seconds", 60)).toMillis() / clerks;
        Path data = Files.createTempDirectory("onestop-sign-ins");
        boolean reached;
        try (Demonstration demo = new Demonstration(data, options.number("port", 18083), List.of())) {
            demo.start();
            List<Demonstration.Account> accounts =
                    demo.colleagues(demo.clerks("09007010").getFirst(), clerks);
            Percentiles times = new Percentiles();
            AtomicInteger errors = new AtomicInteger();
            List<Thread> people = new ArrayList<>();
            for (Demonstration.Account account : accounts) {
                people.add(Thread.ofVirtual().start(() -> {
                    try (Clerk clerk = new Clerk(demo.baseUrl(), account.username(), account.password())) {
                        long began = System.nanoTime();
                        clerk.signIn();
                        times.add(System.nanoTime() - began);
                    } catch (IOException | RuntimeException failed) {
                        errors.incrementAndGet();
                        System.out.println(failed.getMessage());
                    }
                }));
                Thread.sleep(between);
            }
            for (Thread person : people) {
                person.join(Duration.ofSeconds(90));
            }
            long resident = resident(demo.pid());
            System.out.printf(
                    "%d sign-ins, %d errors; page and sign-in p50 %.0f ms, p99 %.0f ms; resident memory of the product %d MB%n",
                    times.count(), errors.get(), times.millis(0.5), times.millis(0.99), resident);
            reached = errors.get() == 0 && times.count() == clerks && resident < 1024;
        } finally {
            Scratch.delete(data);
        }
        System.exit(reached ? 0 : 1);
    }

    /** MB, as the kernel counts them. */
    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .map(line -> line.replaceAll("\\D", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow()
                / 1024;
    }
}
