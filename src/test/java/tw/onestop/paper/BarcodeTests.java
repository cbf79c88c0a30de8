package tw.onestop.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code39Reader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a till reads. */
class BarcodeTests {

    @ParameterizedTest
    @ValueSource(strings = {"1512146RS", "1151128000000568", "1501BX000001300"})
    void aReaderReadsWhatWasWritten(String text) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Barcode.png(text)));
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        assertThat(new Code39Reader().decode(bitmap).getText()).isEqualTo(text);
    }
}
