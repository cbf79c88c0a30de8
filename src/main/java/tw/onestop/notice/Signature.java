package tw.onestop.notice;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import tw.onestop.kernel.Refusal;

/** 簽名, drawn on the screen: a PNG on which something was drawn. */
final class Signature {

    private static final byte[] MAGIC = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final int LARGEST = 200 * 1024;
    private static final int WIDEST = 4000;
    private static final int FEWEST_STROKED = 20;

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
                .map(image -> isBlank(image) ? refused("notice.signature.missing") : Optional.<Refusal>empty())
                .orElseGet(() -> refused("notice.signature.notPng"));
    }

    /** Read only after its size is known: a small file can claim a picture that fills the memory. */
    private static Optional<BufferedImage> drawing(byte[] png) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                boolean fits = reader.getWidth(0) <= WIDEST && reader.getHeight(0) <= WIDEST;
                return fits ? Optional.of(reader.read(0)) : Optional.empty();
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /** Row by row from the raster: to ask for each pixel's colour took longer than all the rest of filing. */
    private static boolean isBlank(BufferedImage image) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        int[] ground = raster.getPixel(0, 0, (int[]) null);
        int[] row = new int[image.getWidth() * bands];
        int stroked = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, image.getWidth(), 1, row);
            for (int x = 0; x < row.length; x += bands) {
                if (!Arrays.equals(row, x, x + bands, ground, 0, bands) && ++stroked >= FEWEST_STROKED) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<Refusal> refused(String code) {
        return Optional.of(Refusal.of("signature", code));
    }
}
