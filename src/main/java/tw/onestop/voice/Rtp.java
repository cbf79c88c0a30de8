package tw.onestop.voice;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * RTP 封包 (RFC 3550).
 *
 * @param marker the first of a stretch
 * @param type payload type
 */
record Rtp(boolean marker, int type, int sequence, int timestamp, int source, byte[] payload) {

    private static final int HEADER = 12;

    void write(ByteBuffer into) {
        into.put((byte) 0x80)
                .put((byte) (type | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(source)
                .put(payload);
    }

    /** Empty for what is no packet of this version. */
    static Optional<Rtp> read(ByteBuffer from) {
        if (from.remaining() < HEADER) {
            return Optional.empty();
        }
        int first = from.get();
        int second = from.get();
        int sequence = from.getShort() & 0xFFFF;
        int timestamp = from.getInt();
        int source = from.getInt();
        int contributing = (first & 0x0F) * 4;
        boolean extended = (first & 0x10) != 0;
        if ((first & 0xC0) != 0x80 || extended || from.remaining() < contributing) {
            return Optional.empty();
        }
        from.position(from.position() + contributing);
        byte[] payload = new byte[from.remaining()];
        from.get(payload);
        return Optional.of(new Rtp((second & 0x80) != 0, second & 0x7F, sequence, timestamp, source, payload));
    }
}
