package tw.onestop.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tw.onestop.ProductTest;
import tw.onestop.TestClock;

/** 電子簽章: what is signed is found sound, whatever was done to it afterwards is found too. */
@ProductTest
class SealTests {

    @Autowired
    SealDesk seals;

    @Autowired
    SealKeys keys;

    @Autowired
    TestClock clock;

    @AfterEach
    void letTheClockRun() {
        clock.reset();
    }

    @Test
    void whatIsSignedIsSoundAndTheBytesBeforeStayAsTheyWere() throws IOException {
        byte[] pdf = page();
        byte[] signed = seals.seal(pdf, "試");
        assertThat(signed).startsWith(pdf);
        SealDesk.Seal seal = seals.examine(signed);
        assertThat(seal.state()).isEqualTo(SealDesk.State.SOUND);
        assertThat(Duration.between(seal.stampedAt(), clock.instant()).abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(seals.isTest()).isTrue();
        assertThat(keys.present(SealKey.Role.SEAL)
                        .certificate()
                        .getSubjectX500Principal()
                        .getName())
                .contains("TEST");
    }

    @Test
    void whatWasDoneToItAfterwardsIsFound() throws IOException {
        byte[] signed = seals.seal(page(), "試");
        byte[] altered = signed.clone();
        altered[9] ^= 1;
        assertThat(seals.examine(altered).state()).isEqualTo(SealDesk.State.ALTERED);
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(signed)) {
            document.addPage(new PDPage());
            document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            document.getPages().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(more);
        }
        assertThat(seals.examine(more.toByteArray()).state()).isEqualTo(SealDesk.State.ALTERED);
        assertThat(seals.examine(page()).state()).isEqualTo(SealDesk.State.UNSIGNED);
        assertThat(seals.examine(new byte[] {'%', 'P', 'D', 'F', '-'}).state()).isEqualTo(SealDesk.State.UNREADABLE);
        assertThat(seals.examine("x".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .state())
                .isEqualTo(SealDesk.State.UNREADABLE);
    }

    @Test
    void aCertificateIsRenewedBeforeItEndsAndWhatItSignedStaysSound() throws IOException {
        byte[] signed = seals.seal(page(), "試");
        X509Certificate first = keys.present(SealKey.Role.SEAL).certificate();
        clock.advance(Duration.ofDays(3 * 365 - 20));
        assertThat(keys.present(SealKey.Role.SEAL).certificate()).isNotEqualTo(first);
        assertThat(seals.examine(signed).state()).isEqualTo(SealDesk.State.SOUND);
        clock.advance(Duration.ofDays(60));
        assertThat(seals.examine(signed).state()).isEqualTo(SealDesk.State.SOUND);
        assertThat(seals.examine(seals.seal(page(), "試")).state()).isEqualTo(SealDesk.State.SOUND);
    }

    @Test
    void anOfficesOwnCertificateAndAnAuthoritysStampsAreUsedWhereTheyAreNamed(@TempDir Path directory)
            throws IOException, GeneralSecurityException {
        SealKey authority = TestAuthority.issue(SealKey.Role.AUTHORITY, null, clock.instant());
        SealKey own = TestAuthority.issue(SealKey.Role.SEAL, authority, clock.instant());
        SealKey stamp = TestAuthority.issue(SealKey.Role.STAMP, authority, clock.instant());
        Path anchors = directory.resolve("tsa.pem");
        try (StampDoor door = StampDoor.open(stamp, clock::instant)) {
            Files.writeString(anchors, door.anchorsAsPem());
            SealDesk named = new Seals(
                    keys,
                    new SealSettings(
                            keyStore(directory, own),
                            Files.writeString(directory.resolve("password"), "geheim\n")
                                    .toString(),
                            "http://localhost:" + door.port(),
                            anchors.toString()),
                    new Outside(clock),
                    clock);
            byte[] signed = named.seal(page(), "試");
            assertThat(door.asked()).isOne();
            assertThat(named.isTest()).isFalse();
            assertThat(named.examine(signed).state()).isEqualTo(SealDesk.State.SOUND);
            assertThat(seals.examine(signed).state()).isEqualTo(SealDesk.State.FOREIGN);
        }
        Outside outside = new Outside(clock);
        SealDesk away =
                new Seals(keys, new SealSettings("", "", "http://localhost:1", anchors.toString()), outside, clock);
        assertThatThrownBy(() -> away.seal(page(), "試")).isInstanceOf(IllegalStateException.class);
        assertThat(outside.silent()).containsKey(OutsideDesk.Authority.STAMPS);
    }

    @Test
    void anAuthorityThatTakesTheQuestionAndNeverAnswersIsNotWaitedFor() throws Exception {
        Outside outside = new Outside(clock);
        try (ServerSocket silent = new ServerSocket(0)) {
            PatientStamps stamps =
                    new PatientStamps(new OnlineTSPSource("http://localhost:" + silent.getLocalPort()), outside);
            CompletableFuture<Object> asked = CompletableFuture.supplyAsync(
                    () -> stamps.getTimeStampResponse(DigestAlgorithm.SHA256, new byte[32]));
            assertThatThrownBy(() -> asked.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(DSSException.class);
        }
        assertThat(outside.silent()).containsKey(OutsideDesk.Authority.STAMPS);
        new PatientStamps((_, _) -> new TimestampBinary(new byte[] {1}), outside)
                .getTimeStampResponse(DigestAlgorithm.SHA256, new byte[32]);
        assertThat(outside.silent()).isEmpty();
    }

    private static String keyStore(Path directory, SealKey key) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "seal", key.secret(), "geheim".toCharArray(), key.chain().toArray(X509Certificate[]::new));
        Path file = directory.resolve("seal.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "geheim".toCharArray());
        }
        return file.toString();
    }

    private static byte[] page() throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.save(pdf);
        }
        return pdf.toByteArray();
    }
}
