package tw.onestop.notice;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
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
                return read(reader, Orientation.of(file));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException torn) {
            return refused("none");
        }
    }

    /** Its measures are looked at before it is decoded: a small file may unfold into gigabytes. */
    private static Picture read(ImageReader reader, Orientation orientation) throws IOException {
        if (!Set.of("jpeg", "jpg", "png").contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
            return refused("none");
        }
        int width = orientation.lies() ? reader.getHeight(0) : reader.getWidth(0);
        int height = orientation.lies() ? reader.getWidth(0) : reader.getHeight(0);
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
        return new Picture(written(reader.read(0), orientation), null);
    }

    /** Upright: what said how it is to be turned is not kept. */
    private static byte[] written(BufferedImage read, Orientation orientation) {
        int readWidth = orientation.lies() ? read.getHeight() : read.getWidth();
        int readHeight = orientation.lies() ? read.getWidth() : read.getHeight();
        double scale = Math.min(1.0, (double) KEPT_WIDTH / readWidth);
        int width = (int) Math.round(readWidth * scale);
        int height = (int) Math.round(readHeight * scale);
        AffineTransform turned =
                AffineTransform.getScaleInstance((double) width / readWidth, (double) height / readHeight);
        turned.concatenate(orientation.upright(read.getWidth(), read.getHeight()));
        BufferedImage kept = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = kept.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.drawImage(read, turned, null);
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
