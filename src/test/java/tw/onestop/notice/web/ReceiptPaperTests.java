package tw.onestop.notice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import tw.onestop.agency.Agency;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Office;
import tw.onestop.agency.PromiseDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.Receipt;
import tw.onestop.paper.PaperDesk;
import tw.onestop.paper.Presses;

class ReceiptPaperTests {

    private static final Instant FILED = Instant.parse("2026-01-09T06:05:00Z");
    private static final String BASE = "https://onestop.example.tw";

    private final PaperDesk press = Presses.of();

    @Test
    void theReceiptIsOneSheetThatNamesEveryAgencyItsWindowAndHowToFollow() throws IOException {
        assumeTrue(press.possible(), "needs fonts-cns11643-kai");
        byte[] pdf = paper(press).pdf(aReceipt("𠮷○𡘙"), aSignature(), Set.of(), BASE);
        keep("receipt.pdf", pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("2026 0109 0007", "K7MX 4Q2P", "民國115年1月9日 14時05分", "台灣電力公司", "1911")
                    .contains("戶籍地址變更", "電表上的十一碼電號", "依法通報（無須申請）", "連江縣南竿鄉公所")
                    .contains("若機關不予核准，機關會以電話或簡訊與您聯絡。", BASE + "/progress", "412-8585")
                    .contains("𠮷○𡘙");
        }
    }

    @Test
    void thePrintedSheetShowsTheSignatureAndItsQrCodeCanBeScanned() throws Exception {
        assumeTrue(press.possible(), "needs fonts-cns11643-kai");
        byte[] signed = paper(press).pdf(aReceipt("王○明"), aSignature(), Set.of(), BASE);
        byte[] unsigned = paper(press).pdf(aReceipt("王○明"), new byte[0], Set.of(), BASE);
        assertThat(pictures(signed)).isEqualTo(pictures(unsigned) + 1);
        try (PDDocument document = Loader.loadPDF(signed)) {
            assertThat(read(new PDFRenderer(document).renderImageWithDPI(0, 200)))
                    .isEqualTo(BASE + "/progress#no=202601090007&code=K7MX4Q2P");
        }
    }

    @Test
    void aFinishedItemPromisesNoDaysAnyMore() {
        ReceiptPaper paper = paper(press);
        Receipt open = aReceipt("王○明");
        List<Receipt.Item> items = open.items().stream()
                .map(item -> item.agency().code().value().equals("LAND") ? as(item, ItemStatus.COMPLETED) : item)
                .toList();
        Receipt answered =
                new Receipt(open.receiptNo(), open.queryCode(), open.filedAt(), open.office(), open.applicant(), items);
        assertThat(paper.sheet(answered, new byte[0], Set.of(), BASE).chosen())
                .filteredOn(block -> block.lines().stream().noneMatch(ReceiptPaperSheet.Line::runs))
                .extracting(block -> block.agency().code().value())
                .containsExactly("LAND");
        assertThat(paper.html(open, new byte[0], Set.of(), BASE).split("約5個工作天", -1))
                .hasSizeGreaterThan(
                        paper.html(answered, new byte[0], Set.of(), BASE).split("約5個工作天", -1).length);
    }

    @Test
    void aFamilyIsOneLineUntilAnAgencyAnswersOneOfThem() {
        ReceiptPaper paper = paper(press);
        Receipt one = aReceipt("王○明");
        Receipt.Item mother = one.items().getFirst();
        Receipt.Item child = aReceipt("王○安").items().getFirst();
        assertThat(persons(paper, one, List.of(mother, child))).containsExactly(List.of("王○明", "王○安"));
        assertThat(persons(paper, one, List.of(mother, as(child, ItemStatus.COMPLETED))))
                .containsExactly(List.of("王○明"), List.of("王○安"));
    }

    private static List<List<String>> persons(ReceiptPaper paper, Receipt of, List<Receipt.Item> items) {
        Receipt receipt = new Receipt(of.receiptNo(), of.queryCode(), of.filedAt(), of.office(), of.applicant(), items);
        return paper.sheet(receipt, new byte[0], Set.of(), BASE).chosen().getFirst().lines().stream()
                .map(ReceiptPaperSheet.Line::persons)
                .toList();
    }

    @Test
    void whatHasNoDayNamesThoseThatHeldForItWhenItWasFiled() {
        PromiseDesk longer = new Promised(12);
        assertThat(paper(press, longer).html(aReceipt("王○明"), new byte[0], Set.of(), BASE))
                .contains("約12個工作天", "12 working days")
                .doesNotContain("約5個工作天");
    }

    @Test
    void whatTheLawTellsHasItsDayToo() {
        Receipt open = aReceipt("王○明");
        List<Receipt.Item> items = open.items().stream()
                .map(item -> item.statutory() ? promised(item, LocalDate.of(2026, 1, 16)) : item)
                .toList();
        assertThat(paper(press)
                        .html(
                                new Receipt(
                                        open.receiptNo(),
                                        open.queryCode(),
                                        open.filedAt(),
                                        open.office(),
                                        open.applicant(),
                                        items),
                                new byte[0],
                                Set.of(),
                                BASE))
                .contains("預定115/01/16前", "by 16 Jan 2026");
    }

    @Test
    void fiftyRareCharactersArePrintedOrNamedByNumberAndNeverABlankBox() throws IOException {
        assumeTrue(press.possible(), "needs fonts-cns11643-kai");
        StringBuilder all = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("src/test/resources/names/rare-characters.csv"))) {
            if (line.startsWith("U+")) {
                all.appendCodePoint(Integer.parseInt(line.substring(2, line.indexOf(',')), 16));
            }
        }
        String rare = all.toString();
        assertThat(rare.codePointCount(0, rare.length())).isEqualTo(50);
        byte[] pdf = paper(press).pdf(aReceipt(inTens(rare)), new byte[0], Set.of(), BASE);
        keep("rare.pdf", pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            keep("rare.png", png(new PDFRenderer(document).renderImageWithDPI(0, 150)));
            String text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
            rare.codePoints().forEach(c -> {
                String character = Character.toString(c);
                assertThat(text).containsAnyOf(character, "U+%04X".formatted(c));
            });
        }
    }

    @Test
    void theQrCodeLeadsToTheProgressPageWithNumberAndCodeBehindTheHash() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(paper(press).qr(aReceipt("王○明"), BASE)));
        assertThat(read(image)).isEqualTo(BASE + "/progress#no=202601090007&code=K7MX4Q2P");
    }

    @Test
    void aMachineWithoutChineseFontsSaysSo() {
        assertThat(paper(Presses.of("/nonexistent")).printable()).isFalse();
    }

    @Test
    void aNumberIsGroupedForReadingUnlessItHasItsOwnHyphens() {
        assertThat(ReceiptPaper.grouped("202601090007")).isEqualTo("2026 0109 0007");
        assertThat(ReceiptPaper.grouped("ABCDE")).isEqualTo("ABCD E");
        assertThat(ReceiptPaper.grouped("115-0000-12")).isEqualTo("115-0000-12");
    }

    /** An agency that promises so many days for changes of the register. */
    private record Promised(int days) implements PromiseDesk {

        @Override
        public int days(AgencyCode agency, String matter, LocalDate on) {
            assertThat(matter).startsWith("registration-change.");
            return days;
        }

        @Override
        public @Nullable Officer officer(AgencyCode agency) {
            return null;
        }

        @Override
        public List<Refusal> name(Officer officer, Actor by) {
            return List.of();
        }
    }

    private static ReceiptPaper paper(PaperDesk press) {
        return paper(press, new Promised(5));
    }

    private static ReceiptPaper paper(PaperDesk press, PromiseDesk promises) {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasename("messages/receipt");
        words.setDefaultEncoding("UTF-8");
        words.setFallbackToSystemLocale(false);
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        SpringTemplateEngine templates = new SpringTemplateEngine();
        templates.setTemplateResolver(files);
        templates.setTemplateEngineMessageSource(words);
        return new ReceiptPaper(
                new ReceiptPaper.Directory(new OneCapability(), promises),
                words,
                templates,
                Clock.fixed(FILED, ZoneId.of("Asia/Taipei")),
                press,
                List::of,
                "412-8585");
    }

    static Receipt aReceipt(String person) {
        List<Receipt.Item> items = new ArrayList<>();
        items.add(anItem(
                "TAIPOWER", "台灣電力公司", "Taiwan Power Company", "客戶服務中心", "1911", ChangeType.ADDRESS, person, false));
        items.add(
                anItem("TAIPOWER", "台灣電力公司", "Taiwan Power Company", "客戶服務中心", "1911", ChangeType.NAME, person, false));
        items.add(anItem(
                "TAIWATER", "台灣自來水公司", "Taiwan Water Corporation", "客服中心", "1910", ChangeType.ADDRESS, person, false));
        items.add(anItem(
                "THB",
                "交通部公路局（監理服務）",
                "Highway Bureau, motor vehicles",
                "監理服務專線",
                "412-8080",
                ChangeType.ADDRESS,
                person,
                false));
        items.add(anItem("LAND", "地政事務所", "Land office", "地政司服務電話", "02-2356-5000", ChangeType.ADDRESS, person, false));
        items.add(anItem(
                "TAX", "地方稅稽徵機關", "Local tax bureau", "免付費服務專線", "0800-086-969", ChangeType.ADDRESS, person, false));
        items.add(anItem(
                "CONSCRIPTION-09007010",
                "連江縣南竿鄉公所",
                "Nangan Township Office",
                "民政課（役政）",
                "0836-22151",
                ChangeType.ADDRESS,
                person,
                true));
        return new Receipt(
                "202601090007",
                "K7MX4Q2P",
                FILED,
                new Office(
                        new OfficeCode("09007010"),
                        "連江縣南竿鄉戶政事務所",
                        "Nangan Household Registration Office, Lienchiang County",
                        "0836-22297",
                        "連江縣南竿鄉介壽村76號"),
                person + "　A12****789",
                items);
    }

    private static Receipt.Item anItem(
            String code,
            String name,
            String nameEn,
            String unit,
            String phone,
            ChangeType change,
            String person,
            boolean statutory) {
        Agency agency = new Agency(
                new AgencyCode(code),
                name,
                nameEn,
                Agency.Kind.RECEIVER,
                new Agency.Contact(unit, phone, "週一至週五 08:30–17:30"),
                5,
                true,
                Agency.Door.WEBHOOK,
                null);
        return new Receipt.Item(
                UUID.randomUUID(),
                agency,
                "registration-change",
                change,
                person,
                ItemStatus.ACCEPTED,
                FILED,
                "",
                statutory,
                null);
    }

    private static Receipt.Item as(Receipt.Item item, ItemStatus status) {
        return item(item, status, item.expectedOn());
    }

    private static Receipt.Item promised(Receipt.Item item, LocalDate day) {
        return item(item, item.status(), day);
    }

    private static Receipt.Item item(Receipt.Item item, ItemStatus status, @Nullable LocalDate day) {
        return new Receipt.Item(
                item.id(),
                item.agency(),
                item.programme(),
                ChangeType.valueOf(item.change()),
                item.person(),
                status,
                item.since(),
                item.reason(),
                item.statutory(),
                day);
    }

    private static byte[] aSignature() throws IOException {
        BufferedImage image = new BufferedImage(800, 240, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(6));
        pen.drawPolyline(new int[] {120, 250, 330, 470, 560, 650}, new int[] {60, 170, 70, 190, 60, 160}, 6);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static long pictures(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            long pictures = 0;
            PDResources resources = document.getPage(0).getResources();
            for (COSName name : resources.getXObjectNames()) {
                pictures += resources.isImageXObject(name) ? 1 : 0;
            }
            return pictures;
        }
    }

    private static String read(BufferedImage image) throws ReaderException {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                        Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }

    /** Five names of ten characters, so that they are seen whole. */
    private static String inTens(String text) {
        StringBuilder tens = new StringBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            tens.append(i > 0 && i % 10 == 0 ? " " : "").appendCodePoint(points[i]);
        }
        return tens.toString();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static void keep(String name, byte[] bytes) throws IOException {
        Files.write(Files.createDirectories(Path.of("target", "papers")).resolve(name), bytes);
    }
}
