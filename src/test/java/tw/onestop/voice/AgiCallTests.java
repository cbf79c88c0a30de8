package tw.onestop.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tw.onestop.notice.Filed;
import tw.onestop.notice.Filing;

/** The line as an exchange knows it: a hand-written one, which speaks FastAGI by its published protocol. */
@VoiceTest
@ExtendWith(OutputCaptureExtension.class)
class AgiCallTests {

    private static final int NEVER = -1;
    private static final String REQUEST = """
            agi_network: yes
            agi_network_script: progress
            agi_request: agi://127.0.0.1/progress
            agi_channel: PJSIP/trunk-00000001
            agi_uniqueid: 1767225600.1
            agi_callerid: 0912345678
            agi_context: progress
            agi_extension: 412
            agi_priority: 1

            """;

    @Autowired
    AgiDoor door;

    @Autowired
    Switchboard switchboard;

    @Autowired
    Prompts prompts;

    @Autowired
    Wording wording;

    @Autowired
    Filed filed;

    @Autowired
    CallsNow calls;

    private final List<String> commands = new ArrayList<>();

    /** Prompts that the exchange does not find. */
    private String lost = "no such prompt";

    @Test
    void anExchangeIsToldWhatToPlayAndBringsTheKeys() throws Exception {
        Filing.Filed receipt = filed.anApplication();

        List<String> played = call("1" + receipt.receiptNo() + receipt.queryCode() + " 2 9", NEVER);

        assertThat(played)
                .containsSubsequence(files(
                        Phrase.of("welcome"),
                        Phrase.of("items", new Phrase.Count(2)),
                        new Phrase.Digits("1911"),
                        Phrase.of("goodbye")));
        assertThat(played).allMatch(file -> Files.exists(Path.of(file + ".ulaw")));
        calls.nobodyIsLeft();
    }

    @Test
    void whoHangsUpAtTheExchangeLeavesNothingBehind() throws Exception {
        for (int after = 1; after < 8; after++) {
            commands.clear();
            call("1115", after);
        }
        calls.nobodyIsLeft();
    }

    @Test
    void anExchangeThatDoesNotFindThePromptsIsSaidInTheLog(CapturedOutput log) throws Exception {
        lost = "/cmn/";

        call("1", NEVER);

        assertThat(log)
                .containsOnlyOnce("the exchange played nothing: it must see")
                .contains("/cmn/");
        calls.nobodyIsLeft();
    }

    /** Its machine was switched off, say: no word comes, and no end of the connection. */
    @Test
    void anExchangeThatGoesWithoutAWordKeepsNoPlace() throws Exception {
        try (Socket exchange = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            say(exchange.getOutputStream(), REQUEST);
            long until = System.nanoTime() + 20_000_000_000L;
            while (calls.number() == 0 && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            calls.nobodyIsLeft();
        }
    }

    @Test
    void whoIsOneTooManyAtTheExchangeIsTurnedAwayAtOnce() throws Exception {
        int taken = 0;
        while (switchboard.take()) {
            taken++;
        }
        try {
            assertThat(call("1", NEVER)).isEmpty();
            assertThat(commands).startsWith("EXEC \"Hangup\" \"17\"");
        } finally {
            for (int i = 0; i < taken; i++) {
                switchboard.release();
            }
        }
    }

    /**
     * @param keys pressed as soon as they may be; those after a blank when all was said
     * @param hangUpAfter so many commands; -1: never
     * @return the files that were to be played
     */
    private List<String> call(String keys, int hangUpAfter) throws IOException {
        List<String> played = new ArrayList<>();
        StringBuilder left = new StringBuilder(keys);
        try (Socket exchange = new Socket(InetAddress.getLoopbackAddress(), door.port());
                OutputStream out = exchange.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(exchange.getInputStream(), StandardCharsets.UTF_8))) {
            exchange.setSoTimeout(20_000);
            say(out, REQUEST);
            for (String command = in.readLine(); command != null; command = in.readLine()) {
                commands.add(command);
                if (commands.size() == hangUpAfter) {
                    say(out, "HANGUP\n511 Command Not Permitted on a dead channel or intercept routine\n");
                    return played;
                }
                say(out, answer(command, left, played));
            }
        }
        return played;
    }

    private String answer(String command, StringBuilder left, List<String> played) {
        Matcher stream = Pattern.compile("STREAM FILE \"(.*)\" \"(.*)\".*").matcher(command);
        int key = 0;
        if (stream.matches()) {
            if (stream.group(1).contains(lost)) {
                return "200 result=-1 endpos=0\n";
            }
            played.add(stream.group(1));
            key = !left.isEmpty() && stream.group(2).indexOf(left.charAt(0)) >= 0 ? take(left) : 0;
            return "200 result=%d endpos=8000\n".formatted(key);
        }
        Matcher data = Pattern.compile("GET DATA \"?(.*?)\"? \\d+ (\\d+)").matcher(command);
        if (data.matches()) {
            if (data.group(1).contains(lost)) {
                return "200 result=-1\n";
            }
            StringBuilder keys = new StringBuilder();
            while (!left.isEmpty() && keys.length() < Integer.parseInt(data.group(2))) {
                keys.append((char) take(left));
            }
            return "200 result=%s%s\n".formatted(keys, left.isEmpty() ? " (timeout)" : "");
        }
        if (command.startsWith("WAIT FOR DIGIT")) {
            if (!left.isEmpty() && left.charAt(0) == ' ') {
                left.deleteCharAt(0);
            }
            key = left.isEmpty() ? 0 : take(left);
        }
        return "200 result=%d\n".formatted(key);
    }

    private static int take(StringBuilder left) {
        int key = left.charAt(0);
        left.deleteCharAt(0);
        return key;
    }

    private static void say(OutputStream out, String lines) throws IOException {
        out.write(lines.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private List<String> files(Phrase... phrases) {
        List<String> files = new ArrayList<>();
        for (Phrase phrase : phrases) {
            wording.pieces(List.of(new Turn.Said(Tongue.MANDARIN, phrase)))
                    .forEach(piece -> files.add(prompts.of(piece).file().toString()));
        }
        return files;
    }
}
