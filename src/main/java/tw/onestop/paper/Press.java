package tw.onestop.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/**
 * 電子檔: well-formed HTML to a tagged PDF (PDF/UA) with its fonts embedded in part. One at a time, since the parsed fonts are
 * shared and a parsed font is read by position; a receipt takes less than a tenth of a second.
 */
@Component
class Press implements PaperDesk {

    private final Fonts fonts;
    private final ReentrantLock press = new ReentrantLock();

    Press(Fonts fonts) {
        this.fonts = fonts;
    }

    @Override
    public boolean possible() {
        return fonts.present();
    }

    @Override
    public byte[] print(String html) {
        press.lock();
        try (PDDocument document = new PDDocument()) {
            String text = fonts.spelledOut(html);
            PdfRendererBuilder builder = new PdfRendererBuilder();
            String families = families(builder, document, "paper", fonts.needed(text));
            String latin =
                    families(builder, document, "latin", fonts.latin().stream().toList());
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            builder.usePDDocument(document)
                    .usePdfUaAccessibility(true)
                    .withHtmlContent(
                            text.replace("LATIN", latin.isEmpty() ? "" : latin + ",")
                                    .replace("FAMILIES", latin.isEmpty() ? families : families + ", " + latin),
                            null)
                    .toStream(pdf)
                    .run();
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            press.unlock();
        }
    }

    /** The names by which the style sheet asks for the fonts, in their order. */
    private static String families(
            PdfRendererBuilder builder, PDDocument document, String stem, List<TrueTypeFont> fonts) throws IOException {
        List<String> families = new ArrayList<>();
        for (TrueTypeFont font : fonts) {
            String family = stem + families.size();
            builder.useFont(
                    new PDFontSupplier(PDType0Font.load(document, font, true)), family, 400, FontStyle.NORMAL, true);
            families.add(family);
        }
        return String.join(", ", families);
    }
}
