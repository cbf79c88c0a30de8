package tw.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 電話機, written from the standards and not from the product: one call by SIP over UDP (RFC 3261), listened to and keyed at its
 * {@link Handset}. For proofs, tests, the benchmark, and for whoever has no telephone at hand.
 */
public final class Phone implements AutoCloseable {

    private static final byte[] NOTHING = new byte[0];

    private final InetAddress host;
    private final int port;
    private final String dialled;
    private final String caller;
    private final DatagramSocket signal;
    private final Handset handset;
    private final String callId = UUID.randomUUID().toString();
    private final String tag = callId.substring(0, 8);
    private final CountDownLatch ended = new CountDownLatch(1);
    private String to = "";
    private int status;

    private Phone(InetAddress host, int port, String dialled, String caller) throws IOException {
        this.host = host;
        this.port = port;
        this.dialled = dialled;
        this.caller = caller;
        this.signal = new DatagramSocket(0, host);
        this.handset = new Handset(host, callId.hashCode());
    }

    /** Calls the line itself, and comes back when it has answered; {@link #status()} says how. */
    public static Phone dial(String host, int port, String caller) throws IOException {
        return dial(host, port, "progress", caller);
    }

    /**
     * The same at an exchange.
     *
     * @param dialled the number there
     */
    static Phone dial(String host, int port, String dialled, String caller) throws IOException {
        Phone phone = new Phone(InetAddress.getByName(host), port, dialled, caller);
        phone.invite();
        return phone;
    }

    /** How the call was answered: 200, or why not. */
    public int status() {
        return status;
    }

    /** Presses keys one after the other, as fast as a telephone dials. */
    public void press(String keys) throws IOException, InterruptedException {
        handset.press(keys);
    }

    /** The same as fast as a program does: what is keyed is told apart by its timestamps alone. */
    public void pressFast(String keys) throws IOException, InterruptedException {
        handset.pressFast(keys);
    }

    /** The same over a bad line: packets are lost, doubled, and come again late. */
    public void pressBadly(String keys, Random luck) throws IOException, InterruptedException {
        handset.pressBadly(keys, luck);
    }

    /** Whether this sound comes, after what was asked about before. */
    public boolean hears(byte[] ulaw, Duration atMost) throws InterruptedException {
        return handset.hears(ulaw, atMost);
    }

    /** All that was heard. */
    public byte[] heard() {
        return handset.heard();
    }

    /** Nanoseconds from the press of the last key to the first sound after it; -1 when none came. */
    public long answerTime(Duration atMost) throws InterruptedException {
        return handset.answerTime(atMost);
    }

    /** Whether the line hangs up. */
    public boolean ends(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says goodbye, if the line has not. */
    @Override
    public void close() throws IOException {
        if (status == 200 && ended.getCount() > 0) {
            send(request("BYE", 2, NOTHING));
        }
        handset.close();
        signal.close();
    }

    private void invite() throws IOException {
        byte[] sdp = """
                v=0
                o=- 1 1 IN IP4 %1$s
                s=-
                c=IN IP4 %1$s
                t=0 0
                m=audio %2$d RTP/AVP 0 %3$d
                a=rtpmap:%3$d telephone-event/8000
                """.formatted(host.getHostAddress(), handset.port(), Handset.EVENTS)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] invite = request("INVITE", 1, sdp);
        String answer = "";
        for (int tried = 0; status < 200 && tried < 10; tried++) {
            send(invite);
            answer = finalAnswer();
        }
        if (status < 200) {
            close();
            throw new IOException("nobody answers at port " + port);
        }
        to = header(answer, "To");
        send(request("ACK", 1, NOTHING));
        if (status == 200) {
            Matcher audio = Pattern.compile("m=audio (\\d+) ").matcher(answer);
            if (!audio.find()) {
                throw new IOException("an answer without a voice");
            }
            handset.lift(Integer.parseInt(audio.group(1)));
            Thread.ofVirtual().start(this::attend);
        }
    }

    private String finalAnswer() throws IOException {
        signal.setSoTimeout(1_000);
        try {
            while (true) {
                String answer = received();
                if (answer.startsWith("SIP/2.0 ")) {
                    status = Integer.parseInt(answer.substring(8, 11));
                    if (status >= 200) {
                        signal.setSoTimeout(0);
                        return answer;
                    }
                }
            }
        } catch (SocketTimeoutException silence) {
            return "";
        }
    }

    private String received() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8_000], 8_000);
        signal.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** Answers what the line says while we speak. */
    private void attend() {
        try {
            while (true) {
                String message = received();
                if (message.startsWith("BYE ")) {
                    StringBuilder ok = new StringBuilder("SIP/2.0 200 OK\r\n");
                    for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
                        ok.append(name)
                                .append(": ")
                                .append(header(message, name))
                                .append("\r\n");
                    }
                    send(ok.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
                    ended.countDown();
                } else if (message.startsWith("SIP/2.0 200")
                        && header(message, "CSeq").endsWith("INVITE")) {
                    send(request("ACK", 1, NOTHING));
                }
            }
        } catch (IOException closed) {
            ended.countDown();
        }
    }

    private void send(byte[] message) throws IOException {
        signal.send(new DatagramPacket(message, message.length, host, port));
    }

    private byte[] request(String method, int number, byte[] body) {
        String own = host.getHostAddress();
        String head = String.join(
                "\r\n",
                "%s sip:%s@%s:%d SIP/2.0".formatted(method, dialled, own, port),
                // What acknowledges a refusal belongs to what was refused; everything else is by itself.
                "Via: SIP/2.0/UDP %s:%d;branch=z9hG4bK%s%s"
                        .formatted(
                                own, signal.getLocalPort(), tag, method.equals("ACK") && status == 200 ? "a" : number),
                "Max-Forwards: 70",
                "From: <sip:%s@%s>;tag=%s".formatted(caller, own, tag),
                "To: " + (to.isEmpty() ? "<sip:%s@%s:%d>".formatted(dialled, own, port) : to),
                "Call-ID: " + callId,
                "CSeq: %d %s".formatted(number, method),
                "Contact: <sip:%s@%s:%d>".formatted(caller, own, signal.getLocalPort()),
                body.length == 0 ? "" : "Content-Type: application/sdp\r\n");
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private static String header(String message, String name) {
        Matcher found = Pattern.compile("(?mi)^" + name + ": *(.*?)\\r?$").matcher(message);
        return found.find() ? found.group(1) : "";
    }
}
