package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tw.onestop.ProductTest;
import tw.onestop.audit.LogDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.DossierDesk.Form;
import tw.onestop.notice.DossierDesk.Making;
import tw.onestop.trust.SealDesk;
import tw.proof.Dossier;
import tw.witness.VerifierKey;

/** 案件卷宗: who may have one, what is in it, and that whoever gets it can check it without the house. */
@ProductTest
@Import(NoticeWorld.class)
class DossierTests {

    private static final Actor SUPERVISOR = Actor.staff("supervisor-dossier", new OfficeCode(FakeRegistry.NANGAN));
    private static final Actor COUNTY = Actor.county("county-dossier", new CountyCode("09007"));
    private static final Actor MINISTRY = new Actor(Actor.Kind.STAFF, "ministry-dossier", null, null);

    @Autowired
    DossierDesk desk;

    @Autowired
    NoticeDesk notices;

    @Autowired
    Filed filed;

    @Autowired
    FakeRegistry registry;

    @Autowired
    LogDesk log;

    @Autowired
    SealDesk seals;

    @Autowired
    JdbcClient jdbc;

    private static Form form(String receiptNo) {
        return new Form(receiptNo, "COURT", "臺灣連江地方法院 115年度訴字第7號函");
    }

    private byte[] bundle(String receiptNo, Actor by) {
        assumeThat(desk.possible()).as("needs fonts-cns11643-kai").isTrue();
        Making making = desk.make(form(receiptNo), by);
        assertThat(making).isInstanceOf(Making.Bundle.class);
        return ((Making.Bundle) making).zip();
    }

    private List<String> refused(Form form, Actor by) {
        return ((Making.Refused) desk.make(form, by))
                .refusals().stream().map(Refusal::code).toList();
    }

    /** What was read before the dossier has its place in the log. */
    private void settled() throws InterruptedException {
        for (int i = 0; i < 600 && !everythingHasItsPlace(); i++) {
            Thread.sleep(50);
        }
        assertThat(everythingHasItsPlace()).isTrue();
    }

    private boolean everythingHasItsPlace() {
        return jdbc.sql("""
                        select (select coalesce(max(seq), 0) from audit.trail) = (select coalesce(max(seq), 0) from audit.leaf)
                        """).query(Boolean.class).single();
    }

    private List<VerifierKey> keys() {
        return log.verifierKeys().lines().map(VerifierKey::parse).toList();
    }

    @Test
    void aDossierHoldsWhatHappenedAndWhoReadItAndVerifiesWithoutTheHouse() throws Exception {
        Filing.Filed application = filed.anApplication();
        notices.receipt(
                application.receiptNo(), Actor.staff("colleague-who-read", new OfficeCode(FakeRegistry.NANGAN)));
        notices.receipt(application.receiptNo(), Actor.staff("stranger-who-tried", new OfficeCode("10002010")));
        settled();

        byte[] zip = bundle(application.receiptNo(), SUPERVISOR);

        Map<String, byte[]> files = unpacked(zip);
        assertThat(files.keySet())
                .containsExactly(
                        "01-application.pdf",
                        "02-consent.pdf",
                        "03-deliveries.pdf",
                        "04-replies.pdf",
                        "05-readers.pdf",
                        "proofs/trail.json",
                        "00-contents.pdf",
                        "manifest.json",
                        "manifest.json.p7s");
        assertThat(text(files, "01-application.pdf"))
                .contains("王大明", Filed.APPLICANT.value(), "0912345678", "台灣電力公司", "電號", "01234567890");
        assertThat(text(files, "02-consent.pdf")).contains(ConsentNotices.VERSION, "個人資料保護法");
        assertThat(text(files, "03-deliveries.pdf")).contains("台灣電力公司", "已受理", "STAFF:clerk-notice");
        assertThat(text(files, "05-readers.pdf"))
                .contains("colleague-who-read", "stranger-who-tried", "拒絕", "受理申請", "移存");
        assertThat(text(files, "00-contents.pdf")).contains("115年度訴字第7號", "supervisor-dossier", "法院或檢察機關調閱");
        assertThat(seals.examine(file(files, "00-contents.pdf")).state()).isEqualTo(SealDesk.State.SOUND);
        Dossier.Report report = Dossier.check(zip, keys(), seals.anchorsAsPem());
        assertThat(report.found()).isEmpty();
        assertThat(report.verdict(true)).isEqualTo("The dossier is as it was made.");
        assertThat(report.verdict(false)).contains("whether the register made it was not checked");
        assertThat(report.holds()).hasSize(3).anyMatch(sentence -> sentence.matches("(?s)[3-9]\\d* rows stand in .*"));
    }

    @Test
    void whatIsChangedInADossierIsNamed() throws Exception {
        Filing.Filed application = filed.anApplication();
        settled();
        byte[] zip = bundle(application.receiptNo(), COUNTY);

        assertThat(found(zip, "04-replies.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("04-replies.pdf was changed: its digest is not the manifest's");
        assertThat(found(zip, "06-more.pdf", new byte[] {1}))
                .containsExactly("06-more.pdf stands in no manifest: it was put in");
        String manifest = new String(file(unpacked(zip), "manifest.json"), StandardCharsets.UTF_8);
        assertThat(found(
                        zip,
                        "manifest.json",
                        manifest.replace("COURT", "APPEAL").getBytes(StandardCharsets.UTF_8)))
                .containsExactly("the manifest's signature does not verify");
        String trail = new String(file(unpacked(zip), "proofs/trail.json"), StandardCharsets.UTF_8);
        assertThat(found(
                        zip,
                        "proofs/trail.json",
                        trail.replace("clerk-notice", "clerk-other").getBytes(StandardCharsets.UTF_8)))
                .hasSizeGreaterThanOrEqualTo(2)
                .anyMatch(sentence -> sentence.endsWith("of the log names another actor than the dossier"));
        assertThat(found(
                        zip,
                        "proofs/trail.json",
                        trail.replace("STAFF", "OFFICER").getBytes(StandardCharsets.UTF_8)))
                .anyMatch(sentence -> sentence.endsWith("of the log is not as the dossier says"));
    }

    private List<String> found(byte[] zip, String name, byte[] instead) throws IOException {
        Map<String, byte[]> files = unpacked(zip);
        files.put(name, instead);
        return Dossier.check(packed(files), keys(), seals.anchorsAsPem()).found();
    }

    @Test
    void onlyWhoAnswersForTheOfficeHasOneMade() {
        assumeThat(desk.possible()).isTrue();
        String receiptNo = filed.anApplication().receiptNo();
        assertThat(refused(form(receiptNo), Actor.staff("supervisor", new OfficeCode("09007020"))))
                .containsExactly("dossier.notFound");
        assertThat(refused(form(receiptNo), Actor.county("county", new CountyCode("09020"))))
                .containsExactly("dossier.notFound");
        assertThat(refused(form(receiptNo), Filed.CLERK)).containsExactly("dossier.ownCase");
        bundle(receiptNo, MINISTRY);
        assertThat(desk.made(COUNTY)).anyMatch(made -> made.receiptNo().equals(receiptNo));
        assertThat(desk.made(Filed.CLERK)).noneMatch(made -> made.receiptNo().equals(receiptNo));
        assertThat(desk.made(Actor.county("county", new CountyCode("09020")))).isEmpty();
    }

    @Test
    void whoAppliesAndIsHiddenFromTheReaderIsInNoDossierAndOnNoListOfTheirs() {
        assumeThat(desk.possible()).isTrue();
        String receiptNo = filed.anApplication().receiptNo();
        assertThat(desk.make(new Form(receiptNo, "DISCIPLINE", "政風處115年第7號簽"), MINISTRY))
                .isInstanceOf(Making.Bundle.class);
        assertThat(desk.made(SUPERVISOR))
                .as("an office is not told who looks into it")
                .noneMatch(made -> made.receiptNo().equals(receiptNo));
        Actor barred = COUNTY.being(NationalId.of('Z', 1, 4_999_998));
        assertThat(desk.made(barred)).anyMatch(made -> made.receiptNo().equals(receiptNo));
        registry.hidden.add(Filed.APPLICANT);
        try {
            assertThat(refused(form(receiptNo), barred)).containsExactly("dossier.notFound");
            assertThat(desk.made(barred)).noneMatch(made -> made.receiptNo().equals(receiptNo));
            assertThat(desk.made(COUNTY)).anyMatch(made -> made.receiptNo().equals(receiptNo));
        } finally {
            registry.hidden.remove(Filed.APPLICANT);
        }
    }

    @Test
    void everyWrongInputHasItsSentenceAndEveryRefusalItsRow() {
        assumeThat(desk.possible()).isTrue();
        assertThat(refused(Form.EMPTY, SUPERVISOR))
                .containsExactly("dossier.receiptNo.missing", "dossier.ground.missing", "dossier.reason.missing");
        assertThat(refused(new Form("115000000010", "COURT", "函"), SUPERVISOR))
                .containsExactly("dossier.receiptNo.format", "dossier.reason.short");
        assertThat(refused(new Form("115000000010", "COURT", "函".repeat(201)), SUPERVISOR))
                .contains("dossier.reason.long");
        assertThat(jdbc.sql("""
                        select count(*) from audit.trail where action = 'notice.dossier.read' and outcome = 'REFUSED'
                           and actor_id = 'supervisor-dossier'
                        """).query(Long.class).single()).isGreaterThanOrEqualTo(3);
    }

    private static String text(Map<String, byte[]> files, String name) throws IOException {
        try (PDDocument document = Loader.loadPDF(file(files, name))) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static Map<String, byte[]> unpacked(byte[] zipped) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] packed(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
