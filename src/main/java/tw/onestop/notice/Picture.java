package tw.onestop.notice;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Refusal;

/**
 * 相片: JPEG or PNG, decoded and written anew as JPEG, so that what is kept is a picture and nothing that hid in its file.
 *
 * @param jpeg null where it is refused
 */
record Picture(byte @Nullable [] jpeg, @Nullable Refusal refusal) {

    private static final int LARGEST_FILE = 4_000_000;
    private static final int SMALLEST_WIDTH = 300;
    private static final int LARGEST_SIDE = 8_000;
    /** 3.5 by 4.5 cm is 0.78. */
    private static final double NARROWEST = 0.65;

    private static final double WIDEST = 0.90;
    /** Twice what a passport prints. */
    private static final int KEPT_WIDTH = 826;

    static Picture of(byte[] file) {
        if (file.length == 0) {
            return refused("missing");
        }
        if (file.length > LARGEST_FILE) {
            return refused("tooLarge");
        }
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return refused("none");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return read(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException torn) {
            return refused("none");
        }
    }

    /** Its measures are looked at before it is decoded: a small file may unfold into gigabytes. */
    private static Picture read(ImageReader reader) throws IOException {
        if (!Set.of("jpeg", "jpg", "png").contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
            return refused("none");
        }
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > LARGEST_SIDE || height > LARGEST_SIDE) {
            return refused("tooLarge");
        }
        if (width < SMALLEST_WIDTH) {
            return refused("tooSmall");
        }
        double shape = (double) width / height;
        if (shape < NARROWEST || shape > WIDEST) {
            return refused("shape");
        }
        return new Picture(written(reader.read(0)), null);
    }

    private static byte[] written(BufferedImage read) {
        double scale = Math.min(1.0, (double) KEPT_WIDTH / read.getWidth());
        int width = (int) Math.round(read.getWidth() * scale);
        int height = (int) Math.round(read.getHeight() * scale);
        BufferedImage kept = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = kept.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(read, 0, 0, width, height, Color.WHITE, null);
        pen.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(kept, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }

    private static Picture refused(String why) {
        String code = "notice.passport.photo." + why;
        return new Picture(null, Refusal.of("photo", code));
    }
}
