package tw.agencies;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 機關模擬器: plays any number of receiving agencies in one program, over the published interface only. See {@code --help}.
 */
public final class Simulators implements AutoCloseable {

    private final List<Agency> agencies = new ArrayList<>();
    private @Nullable Bank bank;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private @Nullable Reception sms;

    private Simulators() {}

    /** Exit status 0 when asked to end, 1 when it cannot start, 2 when the command is wrong. */
    public static void main(String[] arguments) {
        try {
            CommandLine command = CommandLine.parse(arguments);
            Path config = command.config();
            if (command.help() || config == null) {
                System.out.print(CommandLine.helpText());
                return;
            }
            Configuration configuration = Configuration.read(config);
            command.checkAgencies(configuration);
            Simulators running = start(configuration, bank(config), command::dials, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
            if (command.lifeline()) {
                awaitEndOfInput();
                System.exit(0);
            }
            Thread.currentThread().join();
        } catch (WrongUsage wrong) {
            System.err.println(wrong.sentence());
            System.exit(2);
        } catch (NoSuchFileException missing) {
            System.err.println("The simulators cannot start: there is no file " + missing.getFile());
            System.exit(1);
        } catch (IOException unable) {
            System.err.println("The simulators cannot start: " + unable.getMessage());
            System.exit(1);
        } catch (InterruptedException ended) {
            System.exit(0);
        }
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // whatever is said, only the end counts
            }
        } catch (IOException closed) {
            // an end like another
        }
    }

    /** The collecting bank, where its file lies beside the agencies'. */
    private static Bank.@Nullable Settings bank(Path config) throws IOException {
        Path file = config.resolveSibling("bank.json");
        return Files.exists(file) ? Bank.Settings.read(file) : null;
    }

    static Simulators start(Configuration configuration, Function<String, Dials> dials, Clock clock)
            throws IOException {
        return start(configuration, null, dials, clock);
    }

    /** Opens every agency and the bank, and writes {@code running.json} beside the ledgers. */
    static Simulators start(
            Configuration configuration, Bank.@Nullable Settings bank, Function<String, Dials> dials, Clock clock)
            throws IOException {
        Files.createDirectories(configuration.ledgerDir());
        Simulators simulators = new Simulators();
        try {
            if (bank != null) {
                Path book = configuration.ledgerDir().resolve(bank.code() + ".jsonl");
                simulators.bank = new Bank(bank, book, simulators.http, clock);
            }
            for (Configuration.Settings settings : configuration.agencies()) {
                simulators.agencies.add(new Agency(configuration, settings, simulators.http, clock));
            }
            Integer smsPort = configuration.smsPort();
            if (smsPort != null) {
                simulators.sms = new Reception(smsPort, Map.of("/", new SmsCentre(clock)));
            }
            simulators.announce(configuration.ledgerDir().resolveSibling("running.json"));
        } catch (IOException | RuntimeException failed) {
            simulators.close();
            throw failed;
        }
        simulators.agencies.forEach(agency -> agency.start(dials.apply(agency.code())));
        return simulators;
    }

    private void announce(Path file) throws IOException {
        ObjectNode running = Json.object();
        ArrayNode list = running.putArray("agencies");
        agencies.forEach(agency -> at(list.addObject(), agency.code(), agency.port()));
        if (bank != null) {
            at(list.addObject(), bank.code(), bank.port());
        }
        Path next = file.resolveSibling("running.json.tmp");
        Files.writeString(next, running.toPrettyString() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void at(ObjectNode entry, String code, int port) {
        entry.put("code", code).put("port", port).put("url", "http://localhost:" + port);
    }

    Agency agency(String code) {
        return agencies.stream()
                .filter(agency -> agency.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Closes every port, and every ledger after what waits in it is written. */
    @Override
    public void close() {
        for (Agency agency : agencies) {
            try {
                agency.close();
            } catch (IOException failed) {
                agency.log().line("close-failed", failed.getMessage());
            }
        }
        if (bank != null) {
            bank.close();
        }
        Reception messages = sms;
        if (messages != null) {
            messages.close();
        }
        http.shutdownNow();
    }
}
