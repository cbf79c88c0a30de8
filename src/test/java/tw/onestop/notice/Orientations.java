package tw.onestop.notice;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Fixture: pictures as cameras keep them. */
final class Orientations {

    private Orientations() {}

    /** Which corner of a picture that is kept so is the upper left one of what was seen (Exif 2.32, table of Orientation). */
    static Point upperLeft(int orientation, int width, int height) {
        return switch (orientation) {
            case 1, 5 -> new Point(0, 0);
            case 2, 8 -> new Point(width, 0);
            case 3, 7 -> new Point(width, height);
            default -> new Point(0, height);
        };
    }

    /** A JPEG with the one tag of Exif that says how it is to be turned. */
    static byte[] saying(int orientation, BufferedImage stored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(stored, "jpeg", out);
        byte[] jpeg = out.toByteArray();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int behindHead = 4 + Short.toUnsignedInt(ByteBuffer.wrap(jpeg, 4, 2).getShort()); // of JFIF
        told.write(jpeg, 0, behindHead);
        told.write(HexFormat.of()
                .parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001"
                        + "%04x0000".formatted(orientation) + "00000000"));
        told.write(Arrays.copyOfRange(jpeg, behindHead, jpeg.length));
        return told.toByteArray();
    }
}
