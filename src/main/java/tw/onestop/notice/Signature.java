package tw.onestop.notice;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sha256;

/** 簽名, drawn on the screen: a PNG on which something was drawn. */
final class Signature {

    private static final byte[] MAGIC = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final int LARGEST = 200 * 1024;
    private static final int WIDEST = 4000;
    private static final int FEWEST_STROKED = 20;

    /** Lines of a picture that are looked at first: a stroke crosses many of them. */
    private static final int FIRST_LOOK = 100;

    /** What was found of the last pictures, by their digest: the same one is judged when signed and when filed. */
    private static final Map<String, Optional<Refusal>> JUDGED =
            Collections.synchronizedMap(new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<Refusal>> eldest) {
                    return size() > 4096;
                }
            });

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
        String digest = Sha256.hex(png);
        Optional<Refusal> before = JUDGED.get(digest);
        if (before != null) {
            return before;
        }
        Optional<Refusal> refusal = judge(png);
        JUDGED.put(digest, refusal);
        return refusal;
    }

    private static Optional<Refusal> judge(byte[] png) {
        return isBlank(png)
                .map(blank -> blank ? refused("notice.signature.missing") : Optional.<Refusal>empty())
                .orElseGet(() -> refused("notice.signature.notPng"));
    }

    /**
     * Empty when it is no picture. Read only after its size is known: a small file can claim a picture that fills the memory.
     * A stroke found among some of its points is a stroke; only where none is found there, all are read, since a whole
     * picture for every application keeps the collector of garbage busy.
     */
    private static Optional<Boolean> isBlank(byte[] png) {
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
                int every = Math.max(1, Math.min(width, height) / FIRST_LOOK);
                ImageReadParam some = reader.getDefaultReadParam();
                some.setSourceSubsampling(every, every, 0, 0);
                return Optional.of(isBlank(reader.read(0, some)) && (every == 1 || isBlank(reader.read(0))));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    private static boolean isBlank(BufferedImage image) {
        int ground = image.getRGB(0, 0);
        int stroked = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != ground && ++stroked >= FEWEST_STROKED) {
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
