package tw.onestop.notice;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import tw.onestop.kernel.Refusal;

/** 簽名, drawn on the screen: a PNG on which something was drawn. */
final class Signature {

    private static final byte[] MAGIC = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final int LARGEST = 200 * 1024;
    private static final int WIDEST = 4000;
    private static final int FEWEST_STROKED = 20;

    /** A stroke is wide enough to be met by one of so many lines across the pad. */
    private static final int ENOUGH_LINES = 100;

    private Signature() {}

    static Optional<Refusal> refusal(byte[] png) {
        if (png.length == 0) {
            return refused("notice.signature.missing");
        }
        if (png.length > LARGEST) {
            return refused("notice.signature.tooLarge");
        }
        if (png.length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, png, 0, MAGIC.length)) {
            return refused("notice.signature.notPng");
        }
        return drawing(png)
                .map(drawing -> drawing.isBlank() ? refused("notice.signature.missing") : Optional.<Refusal>empty())
                .orElseGet(() -> refused("notice.signature.notPng"));
    }

    /** Read only after its size is known: a small file can claim a picture that fills the memory. */
    private static Optional<Drawing> drawing(byte[] png) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                if (width > WIDEST || height > WIDEST) {
                    return Optional.empty();
                }
                int every = Math.max(1, Math.min(width, height) / ENOUGH_LINES);
                ImageReadParam thinned = reader.getDefaultReadParam();
                thinned.setSourceSubsampling(every, every, 0, 0);
                return Optional.of(new Drawing(reader.read(0, thinned).getRaster(), every));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /**
     * 筆跡, thinned: a whole picture for every application kept the collector of garbage busy.
     *
     * @param every of so many points in a row, and of so many rows, one was read
     */
    private record Drawing(Raster points, int every) {

        boolean isBlank() {
            int bands = points.getNumBands();
            int[] ground = points.getPixel(0, 0, (int[]) null);
            int[] row = new int[points.getWidth() * bands];
            int stroked = 0;
            for (int y = 0; y < points.getHeight(); y++) {
                points.getPixels(0, y, points.getWidth(), 1, row);
                for (int x = 0; x < row.length; x += bands) {
                    if (!Arrays.equals(row, x, x + bands, ground, 0, bands)) {
                        stroked += every * every;
                    }
                }
                if (stroked >= FEWEST_STROKED) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Optional<Refusal> refused(String code) {
        return Optional.of(Refusal.of("signature", code));
    }
}
