package tw.onestop.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 電子檔: well-formed HTML to a tagged PDF (PDF/UA) with its fonts embedded in part. One at a time, since the parsed fonts are
 * shared and a parsed font is read by position; a receipt takes less than a tenth of a second.
 */
@Component
class Press implements PaperDesk {

    private static final String MARK = """
            <style>@page {
              @top-center { content: "練習用，無效 TRAINING COPY, NOT VALID"; font-family: FAMILIES; font-size: 12pt; color: #8f1d14; }
              @bottom-center { content: "練習用，無效 TRAINING COPY, NOT VALID"; font-family: FAMILIES; font-size: 12pt; color: #8f1d14; }
            }</style>
            """;

    private final Fonts fonts;
    private final boolean training;
    private final ReentrantLock press = new ReentrantLock();

    Press(Fonts fonts, @Value("${onestop.training.copy:false}") boolean training) {
        this.fonts = fonts;
        this.training = training;
    }

    @Override
    public boolean possible() {
        return fonts.present();
    }

    @Override
    public byte[] print(String html) {
        return print(html, false);
    }

    @Override
    public byte[] printToKeep(String html) {
        return print(html, true);
    }

    private byte[] print(String html, boolean toKeep) {
        press.lock();
        try (PDDocument document = new PDDocument()) {
            String text = fonts.spelledOut(training ? marked(html) : html);
            PdfRendererBuilder builder = new PdfRendererBuilder();
            String families = families(builder, document, "paper", fonts.needed(text));
            String latin =
                    families(builder, document, "latin", fonts.latin().stream().toList());
            if (toKeep) {
                builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_3_B);
                builder.useColorProfile(
                        ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
            }
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

    /** 練習用: on every page of whatever is printed in a training copy; what cannot bear the mark is not printed. */
    private static String marked(String html) {
        int head = html.indexOf("</head>");
        if (head < 0) {
            throw new IllegalArgumentException("a paper without a head cannot be marked as training's");
        }
        return html.substring(0, head) + MARK + html.substring(head);
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
