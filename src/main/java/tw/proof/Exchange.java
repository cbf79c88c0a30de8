package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import tw.proof.Receipts.Receipt;

/**
 * 交換機驗證: a real exchange (Asterisk) brings calls to the product by FastAGI; what callers keyed and heard is compared with the
 * audit trail, with the published interface, and with what the exchange itself played. See {@code ./onestop verify asterisk --help}.
 */
public final class Exchange {

    private static final Duration SOON = Duration.ofSeconds(20);

    /** Some 400 ms a key, of which there are 25, and then a few seconds to listen. */
    private static final Duration SIPP_STAYS = Duration.ofSeconds(16);

    private static final int BUSY = 486;
    private static final int AWAY = 503;

    private final List<String> failures = new ArrayList<>();
    private final Demonstration demo;
    private final ProgressAsked asked;
    private final Asterisk asterisk;
    private final Recordings recordings;

    private Exchange(Demonstration demo, Asterisk asterisk, Recordings recordings) {
        this.demo = demo;
        this.asked = new ProgressAsked(demo);
        this.asterisk = asterisk;
        this.recordings = recordings;
    }

    /** Exit status 0 when everything holds, 1 when not or when something is missing, 2 when the command is wrong. */
    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments, """
                ./onestop verify asterisk [--calls 30] [--port 18087] [--data target/asterisk] [--suite sid] [--mirror URL]

                Fetches a Debian with Asterisk into --data (once, some 500 MB, from the mirror that this machine's packages come from),
                starts it in there as its own user, starts a demo of its own whose prompts are recorded, and calls: by telephone one by
                one, with a wrong code, hanging up in the middle, so many at once, and one more than there are places; then by sipp so
                many at once. Keys are telephone events (RFC 4733). Compares the audit trail, /v1/progress, what the exchange played and
                what was heard. Needs root, debootstrap and sipp. Delete --data to have a newer exchange.

                Exit status: 0 all of it holds, 1 not, or something is missing here (one sentence says what), 2 wrong command.""");
        String missing = ExchangeMachine.missing();
        if (!missing.isEmpty()) {
            System.err.println("verify asterisk: " + missing);
            System.exit(1);
        }
        List<String> wrong = prove(
                ExchangeMachine.in(
                        Path.of(options.text("data", "target/asterisk")),
                        options.text("suite", "sid"),
                        options.text("mirror", "")),
                options.number("port", 18_087),
                options.number("calls", 30));
        wrong.forEach(System.out::println);
        System.out.println(wrong.isEmpty() ? "everything holds" : wrong.size() + " failures");
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private static List<String> prove(ExchangeMachine machine, int port, int calls) throws Exception {
        Path home = Files.createTempDirectory("onestop-asterisk");
        Path recorded = home.resolve("recordings");
        machine.shares(home.resolve("voice"));
        machine.shares(recorded);
        Recordings recordings = Recordings.in(recorded);
        Map<String, String> settings = Map.of(
                "onestop.voice.prompts.recordings",
                recorded.toString(),
                "onestop.voice.calls",
                Integer.toString(calls));
        try (Demonstration demo = new Demonstration(home, port, List.of(), settings)) {
            demo.start();
            for (String name : new ProgressAsked(demo).names()) {
                recordings.add(name);
            }
            int product = demo.file().path("voice").path("agiPort").asInt();
            try (Asterisk asterisk = Asterisk.start(machine, product)) {
                System.out.println(asterisk.says("core show version").replaceFirst(" built by.*", ""));
                Exchange proof = new Exchange(demo, asterisk, recordings);
                proof.run(calls);
                demo.stop();
                proof.nobodyAnswers();
                return proof.failures;
            }
        } finally {
            machine.forgets(home);
            FileSystemUtils.deleteRecursively(home);
        }
    }

    private void run(int calls) throws Exception {
        List<Receipt> receipts = Receipts.of(demo, calls);
        check("there are as many receipts as calls", receipts.size() == calls);
        conversation(receipts.getFirst());
        wrongCode(receipts.getFirst());
        hangingUp(receipts.getLast());
        CallsAtOnce alone = CallsAtOnce.of(asterisk, recordings, receipts.subList(0, 1));
        nobodyIsLeft();
        CallsAtOnce atOnce = CallsAtOnce.of(asterisk, recordings, receipts);
        failures.addAll(alone.faults());
        failures.addAll(atOnce.faults());
        check("who is one too many hears the busy tone", atOnce.oneMore() == BUSY);
        nobodyIsLeft();
        System.out.println(alone.line());
        System.out.println(atOnce.line());
        sipp(receipts);
    }

    /** One call as people make them. */
    private void conversation(Receipt receipt) throws Exception {
        List<String> shown = asked.statuses(receipt);
        long before = asked.done(receipt);
        try (Phone phone = asterisk.dial()) {
            asks(phone, receipt.number(), receipt.code());
            hears(phone, "items-1");
            hears(phone, "items.keys");
            hears(phone, "over");
            phone.press("7");
            hears(phone, "item-1");
            phone.press("2");
            hears(phone, "telephone-2");
            hears(phone, "telephone.again-1");
            phone.press("9");
            hears(phone, "goodbye");
            check("the line hangs up at the end", phone.ends(SOON));
        }
        nobodyIsLeft();
        List<String> played = lastPlayed();
        List<String> told = played.stream()
                .takeWhile(name -> !name.equals("over"))
                .filter(name -> name.startsWith("status."))
                .map(name -> name.substring("status.".length()))
                .toList();
        check("every item is told as /v1/progress answers it: %s, %s".formatted(shown, told), told.equals(shown));
        check("agencies are told by their recorded names", played.stream().anyMatch(name -> name.startsWith("台灣電力")));
        check(
                "its telephone is told digit by digit",
                String.join(" ", played).contains("digit.1 digit.9 digit.1 digit.1"));
        check("the trail holds the one question", asked.done(receipt) == before + 1);
        check("the exchange finds every prompt", asterisk.missed() == 0);
        System.out.println("one call: " + String.join(" ", played));
    }

    private void wrongCode(Receipt receipt) throws Exception {
        long done = asked.done(receipt);
        long refused = asked.refused(receipt);
        int last = receipt.code().length() - 1;
        String wrong = receipt.code().substring(0, last)
                + (char) ('0' + ('9' - receipt.code().charAt(last)));
        try (Phone phone = asterisk.dial()) {
            asks(phone, receipt.number(), wrong);
            hears(phone, "unknown");
        }
        nobodyIsLeft();
        check("nothing is told for a wrong code", !lastPlayed().contains("items-1"));
        check("a wrong code is a refusal in the trail", asked.refused(receipt) == refused + 1);
        check("a wrong code finds nothing", asked.done(receipt) == done);
    }

    /** In the welcome, in the number, and in the code. */
    private void hangingUp(Receipt receipt) throws Exception {
        long before = asked.done(receipt) + asked.refused(receipt);
        for (String keys : List.of("", receipt.number().substring(0, 7), receipt.number() + "12345")) {
            try (Phone phone = asterisk.dial()) {
                hears(phone, "welcome");
                phone.press("1");
                if (!keys.isEmpty()) {
                    hears(phone, "number");
                    phone.press(keys);
                }
            }
        }
        nobodyIsLeft();
        check("who hangs up has asked nothing", asked.done(receipt) + asked.refused(receipt) == before);
    }

    private void sipp(List<Receipt> receipts) throws Exception {
        List<Long> done = new ArrayList<>();
        List<Long> refused = new ArrayList<>();
        for (Receipt receipt : receipts) {
            done.add(asked.done(receipt) + 1);
            refused.add(asked.refused(receipt));
        }
        int callsBefore = asterisk.played().size();
        String fault = SippCalls.make(asterisk.port(), Asterisk.NUMBER, SIPP_STAYS, receipts);
        check("sipp holds all its calls: " + fault, fault.isEmpty());
        nobodyIsLeft();
        long answered = asterisk.played().values().stream()
                .skip(callsBefore)
                .filter(played -> played.contains("items-1"))
                .count();
        check("every call of sipp is told its items: " + answered, answered == receipts.size());
        for (int i = 0; i < receipts.size(); i++) {
            check("call %d of sipp asked once".formatted(i + 1), asked.done(receipts.get(i)) == done.get(i));
            check("call %d of sipp keyed right".formatted(i + 1), asked.refused(receipts.get(i)) == refused.get(i));
        }
        System.out.printf("sipp: %d of %d calls at once were told their items%n", answered, receipts.size());
    }

    /** The product has ended. */
    private void nobodyAnswers() throws Exception {
        try (Phone phone = asterisk.dial()) {
            check("who calls while the product is away hears that: " + phone.status(), phone.status() == AWAY);
        }
    }

    /** Each question is heard before it is answered. */
    private void asks(Phone phone, String number, String code) throws IOException, InterruptedException {
        hears(phone, "welcome");
        phone.press("1");
        hears(phone, "number");
        phone.press(number);
        hears(phone, "code");
        phone.press(code);
    }

    private void hears(Phone phone, String name) throws InterruptedException {
        check("'" + name + "' is heard", phone.hears(recordings.of(name), SOON));
    }

    /** Neither the exchange nor the product has a call. */
    private void nobodyIsLeft() throws IOException {
        int there = asterisk.calls();
        int here = asked.calls();
        for (int tried = 0; (there != 0 || here != 0) && tried < SOON.toSeconds() * 2; tried++) {
            Demonstration.pause(500);
            there = asterisk.calls();
            here = asked.calls();
        }
        check("no call is left: %d at the exchange, %d here".formatted(there, here), there == 0 && here == 0);
    }

    private List<String> lastPlayed() throws IOException {
        List<List<String>> all = List.copyOf(asterisk.played().values());
        return all.isEmpty() ? List.of() : all.getLast();
    }

    private void check(String sentence, boolean holds) {
        if (!holds) {
            failures.add("NOT TRUE: " + sentence);
        }
    }
}
