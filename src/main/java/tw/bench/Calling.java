package tw.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.proof.Options;
import tw.proof.Phone;

/** 撥打語音專線, for whoever has no telephone at hand: calls the demo's line, keys a receipt, and keeps what was said as a sound file. */
public final class Calling {

    private static final int RATE = 8_000;

    private Calling() {}

    /** Exit status 0 when the call was held, 1 when not, 2 for a wrong command. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments, """
                ./onestop voice call [--number RECEIPT] [--code CODE] [--language 1] [--then 9] [--seconds 45] [--wav call.wav]
                                     [--data var/demo] [--port N]

                Calls the telephone line of the running demo by SIP, as a telephone does: chooses the language (1 Mandarin, 2 Hokkien,
                3 Hakka, 4 English), keys number and code of a receipt, listens, presses what --then says, and writes what it heard
                to a sound file. With --port it calls that port of this machine instead.

                Exit status: 0 the call was held, 1 nobody answered, 2 for a wrong command.""");
        int port = options.number("port", 0);
        Path wav = Path.of(options.text("wav", "call.wav"));
        try (Phone phone = Phone.dial(
                "127.0.0.1", port > 0 ? port : portOf(Path.of(options.text("data", "var/demo"))), "0912345678")) {
            if (phone.status() != 200) {
                System.err.println("voice call: the line answered with " + phone.status());
                System.exit(1);
            }
            phone.press(options.text("language", "1"));
            Thread.sleep(500);
            phone.press(options.text("number", "").replaceAll("\\D", ""));
            phone.press(options.text("code", "").replaceAll("\\D", ""));
            boolean ended = phone.ends(Duration.ofSeconds(options.number("seconds", 45)));
            if (!ended) {
                phone.press(options.text("then", "9"));
                phone.ends(Duration.ofSeconds(10));
            }
            write(phone.heard(), wav);
            System.out.printf(
                    "%.1f s were heard, kept in %s%n", phone.heard().length / (double) RATE, wav.toAbsolutePath());
        } catch (IOException unheard) {
            System.err.println("voice call: " + unheard.getMessage());
            System.exit(1);
        }
    }

    private static int portOf(Path data) throws IOException {
        Path file = data.resolve("demo.json");
        if (!Files.exists(file)) {
            throw new IOException("no demo runs in " + data + ": start ./onestop demo, or say --data or --port");
        }
        JsonNode demo = new JsonMapper().readTree(Files.readString(file));
        return demo.path("voice").path("sipPort").asInt(5_060);
    }

    private static void write(byte[] ulaw, Path file) throws IOException {
        AudioFormat format = new AudioFormat(AudioFormat.Encoding.ULAW, RATE, 8, 1, 1, RATE, false);
        try (AudioInputStream sound = new AudioInputStream(new ByteArrayInputStream(ulaw), format, ulaw.length)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }
}
