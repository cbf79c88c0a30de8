package tw.onestop.notice.web;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/**
 * 收執聯電子檔: well-formed HTML to a tagged PDF (PDF/UA) with its fonts embedded in part. One at a time, since the parsed
 * fonts are shared and a parsed font is read by position; a receipt takes less than a tenth of a second.
 */
@Component
class ReceiptPaperPdf {

    /** Families by which the style sheet asks for the fonts, in the order of {@link ReceiptPaperFonts#needed}. */
    private static final String FAMILY = "paper";

    private final ReceiptPaperFonts fonts;
    private final ReentrantLock press = new ReentrantLock();

    ReceiptPaperPdf(ReceiptPaperFonts fonts) {
        this.fonts = fonts;
    }

    boolean possible() {
        return fonts.present();
    }

    /**
     * @param html a whole XHTML document; {@code FAMILIES} in its style stands for the fonts
     */
    byte[] print(String html) {
        press.lock();
        try (PDDocument document = new PDDocument()) {
            List<TrueTypeFont> needed = fonts.needed(html);
            PdfRendererBuilder builder = new PdfRendererBuilder();
            StringBuilder families = new StringBuilder();
            for (int i = 0; i < needed.size(); i++) {
                String family = FAMILY + i;
                PDFontSupplier font = new PDFontSupplier(PDType0Font.load(document, needed.get(i), true));
                builder.useFont(font, family, 400, FontStyle.NORMAL, true);
                families.append(i == 0 ? "" : ", ").append(family);
            }
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            builder.usePDDocument(document)
                    .usePdfUaAccessibility(true)
                    .withHtmlContent(html.replace("FAMILIES", families), null)
                    .toStream(pdf)
                    .run();
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            press.unlock();
        }
    }
}
