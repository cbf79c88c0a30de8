package tw.onestop.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code39Writer;
import java.awt.image.BufferedImage;

/** 一維條碼: Code 39 as PNG, which the tills of convenience stores read. */
public final class Barcode {

    private static final int PIXELS_PER_MODULE = 3;
    private static final int HEIGHT = 90;

    private Barcode() {}

    /**
     * @param text digits and capital letters
     */
    public static byte[] png(String text) {
        BitMatrix strokes = new Code39Writer().encode(text, BarcodeFormat.CODE_39, 0, 1);
        int width = strokes.getWidth() * PIXELS_PER_MODULE;
        BufferedImage image = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_BYTE_BINARY);
        for (int x = 0; x < width; x++) {
            int colour = strokes.get(x / PIXELS_PER_MODULE, 0) ? 0xFF000000 : 0xFFFFFFFF;
            for (int y = 0; y < HEIGHT; y++) {
                image.setRGB(x, y, colour);
            }
        }
        return Pictures.png(image);
    }
}
