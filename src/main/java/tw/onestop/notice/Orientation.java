package tw.onestop.notice;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * 相片方向 (Exif, Orientation): a camera held upright keeps the picture as its sensor lay, and writes beside it how it is to be turned.
 *
 * @param value 1 as it stands, to 8
 */
record Orientation(int value) {

    private static final Orientation AS_IT_STANDS = new Orientation(1);

    /** What cannot be read says nothing. */
    static Orientation of(byte[] file) {
        try {
            return Optional.ofNullable(ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                            .getFirstDirectoryOfType(ExifIFD0Directory.class))
                    .map(exif -> exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
                    .filter(said -> said >= 1 && said <= 8)
                    .map(Orientation::new)
                    .orElse(AS_IT_STANDS);
        } catch (IOException | ImageProcessingException | RuntimeException unread) {
            return AS_IT_STANDS;
        }
    }

    /** Whether its width is its height once it stands upright. */
    boolean lies() {
        return value >= 5;
    }

    /** From the picture as it is kept, so wide and high, to the one that stands upright. */
    AffineTransform upright(int width, int height) {
        return switch (value) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
