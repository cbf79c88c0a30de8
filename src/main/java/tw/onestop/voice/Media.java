package tw.onestop.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * 語音媒體 of one call: a packet each twenty milliseconds out, keys in. Packets are taken from where the first one came, and only from
 * the address that was offered.
 */
final class Media implements AutoCloseable {

    private static final int LARGEST = 1_500;
    private static final int KEYS_AHEAD = 64;
    private static final long FRAME_NANOS = Duration.ofMillis(20).toNanos();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DatagramChannel channel;
    private final Offer offer;
    private final InetSocketAddress far;
    private final BlockingQueue<Character> pressed = new ArrayBlockingQueue<>(KEYS_AHEAD);
    private final ByteBuffer out = ByteBuffer.allocate(LARGEST);
    private final int source = RANDOM.nextInt();
    private int sequence = RANDOM.nextInt(1 << 15);
    private int timestamp = RANDOM.nextInt();
    private boolean first = true;
    private long due;

    private Media(DatagramChannel channel, Offer offer, InetSocketAddress far) {
        this.channel = channel;
        this.offer = offer;
        this.far = far;
    }

    /**
     * @param from first of so many ports; 0: any
     */
    static Media open(InetAddress bind, int from, int ports, Offer offer) throws IOException {
        InetSocketAddress far = new InetSocketAddress(InetAddress.getByName(offer.host()), offer.port());
        DatagramChannel channel = DatagramChannel.open();
        try {
            bind(channel, bind, from, ports);
            Media media = new Media(channel, offer, far);
            Thread.ofVirtual().name("voice-keys").start(media::listen);
            return media;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static void bind(DatagramChannel channel, InetAddress address, int from, int ports) throws IOException {
        if (from == 0) {
            channel.bind(new InetSocketAddress(address, 0));
            return;
        }
        for (int port = from; ; port++) {
            try {
                channel.bind(new InetSocketAddress(address, port));
                return;
            } catch (IOException taken) {
                if (port >= from + ports) {
                    throw taken;
                }
            }
        }
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** The next key that was pressed, null when there is none. */
    @Nullable
    Character pressed() {
        return pressed.poll();
    }

    /** Sends twenty milliseconds of a sound at their time, and waits for that; silence where it has no more. */
    void send(byte[] ulaw, int at) throws IOException {
        long now = System.nanoTime();
        if (first || now - due > 5 * FRAME_NANOS) {
            // After a stretch in which nothing was sent, time has gone on; nothing is sent in a burst.
            timestamp += first ? 0 : (int) ((now - due) / FRAME_NANOS) * G711.FRAME;
            due = now;
        }
        while (due > System.nanoTime()) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        byte[] frame = new byte[G711.FRAME];
        Arrays.fill(frame, G711.ULAW_SILENCE);
        System.arraycopy(ulaw, at, frame, 0, Math.min(frame.length, ulaw.length - at));
        if (offer.voice() == Offer.PCMA) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = G711.alaw(frame[i]);
            }
        }
        out.clear();
        new Rtp(first, offer.voice(), sequence, timestamp, source, frame).write(out);
        channel.send(out.flip(), far);
        first = false;
        sequence++;
        timestamp += G711.FRAME;
        due += FRAME_NANOS;
    }

    private void listen() {
        ByteBuffer in = ByteBuffer.allocate(LARGEST);
        Presses presses = new Presses();
        SocketAddress taken = null;
        while (channel.isOpen()) {
            try {
                SocketAddress from = channel.receive(in.clear());
                if (taken == null
                        && from instanceof InetSocketAddress internet
                        && internet.getAddress().equals(far.getAddress())) {
                    taken = from;
                }
                if (from != null && from.equals(taken)) {
                    Rtp.read(in.flip())
                            .filter(packet -> packet.type() == offer.keys())
                            .flatMap(presses::of)
                            .ifPresent(pressed::offer);
                }
            } catch (ClosedChannelException over) {
                return;
            } catch (IOException refused) {
                // The caller's port is closed for a moment or for good; the call itself says when it is over.
                LockSupport.parkNanos(FRAME_NANOS);
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException closed) {
            // Nothing is left of it.
            return;
        }
    }
}
