package tw.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** 聽筒與按鍵 of a {@link Phone}: G.711 to listen to (RFC 3551), keys as telephone events (RFC 4733). */
final class Handset {

    /** The payload type of keys. */
    static final int EVENTS = 101;

    private static final String KEYS = "0123456789*#";
    private static final int FRAME = 160;
    private static final byte SILENCE = (byte) 0xFF;
    private static final Pace DIALLING = new Pace(20, 50);
    private static final Pace HURRYING = new Pace(2, 5);

    private final InetAddress host;
    private final int source;
    private final DatagramSocket media;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int far;
    private int sequence;
    private int timestamp = new Random().nextInt();
    private int listenedTo;
    private volatile long armed = Long.MAX_VALUE;
    private volatile long sounded;

    /**
     * @param source of what is sent, by which the far side tells it from others
     */
    Handset(InetAddress host, int source) throws IOException {
        this.host = host;
        this.source = source;
        this.media = new DatagramSocket(0, host);
        this.media.setReceiveBufferSize(1 << 20);
    }

    /** 按鍵速度, in milliseconds. */
    private record Pace(int betweenPackets, int afterKey) {}

    /** Where it listens. */
    int port() {
        return media.getLocalPort();
    }

    /**
     * Listens from now on.
     *
     * @param to the port to which keys go
     */
    void lift(int to) {
        far = to;
        Thread.ofVirtual().start(this::listen);
    }

    void close() {
        media.close();
    }

    void press(String keys) throws IOException, InterruptedException {
        press(keys, DIALLING);
    }

    void pressFast(String keys) throws IOException, InterruptedException {
        press(keys, HURRYING);
    }

    private void press(String keys, Pace pace) throws IOException, InterruptedException {
        for (int i = 0; i < keys.length(); i++) {
            event(keys.charAt(i), 0, null, pace);
        }
    }

    void pressBadly(String keys, Random luck) throws IOException, InterruptedException {
        byte[] late = null;
        for (int i = 0; i < keys.length(); i++) {
            late = event(keys.charAt(i), luck.nextInt(1, 4), late, HURRYING);
        }
    }

    /** What is heard from here on may be the answer to the key that is pressed now. */
    private void arm() {
        synchronized (heard) {
            sounded = 0;
            armed = System.nanoTime();
        }
    }

    boolean hears(byte[] ulaw, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        do {
            int at = find(ulaw);
            if (at >= 0) {
                listenedTo = at + ulaw.length;
                return true;
            }
            Thread.sleep(10);
        } while (System.nanoTime() < until);
        return false;
    }

    byte[] heard() {
        synchronized (heard) {
            return heard.toByteArray();
        }
    }

    long answerTime(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (sounded == 0 && System.nanoTime() < until) {
            Thread.sleep(5);
        }
        return sounded == 0 ? -1 : sounded - armed;
    }

    private void listen() {
        byte[] bytes = new byte[1_500];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            while (true) {
                media.receive(packet);
                long now = System.nanoTime();
                if (packet.getLength() == 12 + FRAME) {
                    byte[] frame = Arrays.copyOfRange(bytes, 12, 12 + FRAME);
                    synchronized (heard) {
                        heard.writeBytes(frame);
                        if (sounded == 0 && now >= armed && !isSilent(frame)) {
                            sounded = now;
                        }
                    }
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static boolean isSilent(byte[] frame) {
        for (byte sample : frame) {
            if (sample != SILENCE) {
                return false;
            }
        }
        return true;
    }

    private int find(byte[] sound) {
        byte[] all = heard();
        for (int from = listenedTo; from + sound.length <= all.length; from++) {
            if (all[from] == sound[0] && Arrays.equals(all, from, from + sound.length, sound, 0, sound.length)) {
                return from;
            }
        }
        return -1;
    }

    /**
     * Five packets, the last three with the end.
     *
     * @param lost how many of them are lost at the beginning
     * @param late sent once more in between
     * @return one that may come late
     */
    private byte[] event(char key, int lost, byte @Nullable [] late, Pace pace)
            throws IOException, InterruptedException {
        arm();
        timestamp += FRAME * 10;
        byte[] packet = new byte[0];
        for (int i = 0; i < 5; i++) {
            boolean end = i >= 2;
            ByteBuffer event = ByteBuffer.allocate(16)
                    .put((byte) 0x80)
                    .put((byte) (EVENTS | (i == 0 ? 0x80 : 0)))
                    .putShort((short) sequence++)
                    .putInt(timestamp)
                    .putInt(source)
                    .put((byte) KEYS.indexOf(key))
                    .put((byte) (end ? 0x8A : 0x0A))
                    .putShort((short) (FRAME * (Math.min(i, 2) + 1)));
            packet = event.array();
            if (i >= lost) {
                sound(packet);
            }
            if (late != null && i == 3) {
                sound(late);
                sound(packet);
            }
            if (!end) {
                Thread.sleep(pace.betweenPackets());
            }
        }
        Thread.sleep(pace.afterKey());
        return packet;
    }

    private void sound(byte[] packet) throws IOException {
        media.send(new DatagramPacket(packet, packet.length, host, far));
    }
}
