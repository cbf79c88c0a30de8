package tw.onestop.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.trust.TestCard;
import tw.onestop.trust.TestMoica;
import tw.onestop.trust.TestMoicaDoor;

/**
 * 示範憑證卡: a test authority with its answers, cards of people of the demonstration in files, and a card reader with some of them,
 * where no other program keeps its place.
 */
final class TestCards implements AutoCloseable {

    private static final int PIN_DIGITS = 6;
    private static final int IN_THE_READER = 12;

    private final Path data;
    private final TestMoica moica;
    private final String pin;
    private final TestMoicaDoor door;
    private final @Nullable CardReader reader;

    private TestCards(Path data, TestMoica moica) throws IOException {
        this.data = data;
        this.pin = pinIn(data.resolve("moica").resolve("pin"));
        this.moica = moica;
        this.door = TestMoicaDoor.open(moica);
        this.reader = reader();
    }

    static TestCards in(Path data) throws IOException {
        return new TestCards(data, TestMoica.in(data.resolve("moica"), Instant::now));
    }

    /** What the product is told: whom to trust and where to ask. */
    List<String> settings() throws IOException {
        Path anchors = data.resolve("moica").resolve("anchors.pem");
        Files.writeString(anchors, moica.anchorsAsPem());
        return List.of(
                "--onestop.trust.card.anchors=" + anchors,
                "--onestop.trust.card.test-authority=true",
                "--onestop.trust.card.ocsp-url=" + door.ocspUrl(),
                "--onestop.trust.card.crl-url=" + door.crlUrl());
    }

    /** Cards for people who have none yet, files and reader alike; nobody under age has one. */
    void issue(State.Memory memory) throws IOException {
        Files.createDirectories(data.resolve("citizens"));
        int laid = 0;
        for (State.Account account : memory.staff()) {
            if (account.nationalId() != null) {
                lay(account.username(), account.nationalId(), Staffing.named(account));
            }
        }
        for (State.Citizen citizen : memory.citizens()) {
            if (!isMinor(citizen)) {
                if (laid++ < IN_THE_READER) {
                    lay(citizen.name() + " " + citizen.nationalId(), citizen.nationalId(), citizen.name());
                } else {
                    made(citizen.nationalId(), citizen.name());
                }
            }
        }
    }

    /** The PIN of every card here. */
    String pin() {
        return pin;
    }

    static boolean isMinor(State.Citizen citizen) {
        return citizen.about().startsWith("未成年");
    }

    /** Where somebody's card lies, as {@code demo.json} says it. */
    static String file(String nationalId) {
        return "citizens/" + nationalId + ".p12";
    }

    /** Whether cards can be put in here; where not, another program has the reader's place. */
    boolean hasReader() {
        return reader != null;
    }

    @Override
    public void close() {
        door.close();
        if (reader != null) {
            reader.close();
        }
    }

    private void lay(String label, String nationalId, String name) throws IOException {
        Path card = made(nationalId, name);
        if (reader != null) {
            reader.lay(label, TestCard.read(card, pin), pin);
        }
    }

    /** Makes the card where there is none yet; to open one takes its time, so only those are opened that are laid in. */
    private Path made(String nationalId, String name) throws IOException {
        Path file = data.resolve(file(nationalId));
        if (!Files.exists(file)) {
            moica.card(name, nationalId.substring(nationalId.length() - 4)).write(file, pin);
        }
        return file;
    }

    private static String pinIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            Secrets.write(file, Secrets.digits(PIN_DIGITS));
        }
        return Files.readString(file).strip();
    }

    private static @Nullable CardReader reader() {
        try {
            return CardReader.open(CardReader.PORT);
        } catch (IOException taken) {
            return null;
        }
    }
}
