package tw.onestop.voice;

import java.util.Optional;

/**
 * 按鍵事件 (RFC 4733): each event comes in many packets under one timestamp, some of which may be lost, doubled or late; it is one key.
 */
final class Presses {

    private static final String KEYS = "0123456789*#";

    private boolean any;
    private int last;

    /** The key, at the first packet of its event that arrives. */
    Optional<Character> of(Rtp packet) {
        byte[] event = packet.payload();
        if (event.length < 4 || (event[0] & 0xFF) >= KEYS.length()) {
            return Optional.empty();
        }
        // Timestamps go round; what is behind the last one is late.
        if (any && packet.timestamp() - last <= 0) {
            return Optional.empty();
        }
        any = true;
        last = packet.timestamp();
        return Optional.of(KEYS.charAt(event[0]));
    }
}
