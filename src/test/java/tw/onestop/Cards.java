package tw.onestop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import tw.onestop.demo.CardReader;
import tw.onestop.kernel.NationalId;
import tw.onestop.trust.TestCard;
import tw.onestop.trust.TestMoica;
import tw.onestop.trust.TestMoicaDoor;

/** Fixture: the test authority of citizens' cards, one for the whole run; every context trusts it. */
public final class Cards {

    public static final TestMoica MOICA = TestMoica.founded(Instant::now);

    public static final TestMoicaDoor DOOR = TestMoicaDoor.open(MOICA);

    /** The card reader of everybody's machine; browsers of this run find it where they look for one. */
    public static final CardReader READER = reader();

    public static final String PIN = "246810";

    private Cards() {}

    /** Puts a new card into the reader; its PIN is {@link #PIN}. */
    public static TestCard insert(String name, String lastFour) {
        TestCard card = MOICA.card(name, lastFour);
        READER.insert(name, card, PIN);
        return card;
    }

    /** A card of whoever bears this number. */
    public static TestCard insert(String name, NationalId number) {
        return insert(name, number.value().substring(6));
    }

    private static CardReader reader() {
        try {
            return CardReader.open(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> settings() {
        try {
            Path anchors = Files.createTempFile("onestop-test", ".pem");
            anchors.toFile().deleteOnExit();
            Files.writeString(anchors, MOICA.anchorsAsPem());
            return Map.of(
                    "onestop.trust.card.anchors", anchors.toString(),
                    "onestop.trust.card.test-authority", "true",
                    "onestop.trust.card.ocsp-url", DOOR.ocspUrl(),
                    "onestop.trust.card.crl-url", DOOR.crlUrl());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
