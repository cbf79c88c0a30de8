package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/**
 * Verifies a signed sheet as anybody can who has the certificates: PAdES B-T, from the standards, by PDFBox and Bouncy Castle. No
 * class of the product, and none of the library by which the product signs.
 */
final class SheetVerifier {

    private final List<X509Certificate> anchors;

    SheetVerifier(String pem) {
        try {
            anchors = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** When it was signed at the latest; throws when anything is wrong. */
    Instant verify(byte[] pdf)
            throws IOException, CMSException, OperatorCreationException, GeneralSecurityException, TSPException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getSignatureDictionaries()).hasSize(1);
            PDSignature signature = document.getSignatureDictionaries().getFirst();
            assertThat(signature.getSubFilter()).isEqualTo("ETSI.CAdES.detached");
            int[] range = signature.getByteRange();
            assertThat(range[0]).isZero();
            assertThat(range[2] + range[3]).as("signs the file to its end").isEqualTo(pdf.length);
            CMSSignedData cms = new CMSSignedData(
                    new CMSProcessableByteArray(signature.getSignedContent(pdf)), signature.getContents(pdf));
            SignerInformation signer = cms.getSignerInfos().iterator().next();
            X509Certificate certificate = certificate(cms.getCertificates(), signer.getSID()::match);
            assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate)))
                    .isTrue();
            assertThat(SigningCertificateV2.getInstance(signer.getSignedAttributes()
                                    .get(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                                    .getAttributeValues()[0])
                            .getCerts()[0]
                            .getCertHash())
                    .isEqualTo(sha256(certificate.getEncoded()));
            return stamp(signer);
        }
    }

    private Instant stamp(SignerInformation signer)
            throws CMSException, IOException, GeneralSecurityException, OperatorCreationException, TSPException {
        TimeStampToken token = new TimeStampToken(new CMSSignedData(signer.getUnsignedAttributes()
                .get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)
                .getAttributeValues()[0]
                .toASN1Primitive()
                .getEncoded()));
        assertThat(token.getTimeStampInfo().getMessageImprintDigest())
                .isEqualTo(MessageDigest.getInstance(token.getTimeStampInfo()
                                .getMessageImprintAlgOID()
                                .getId())
                        .digest(signer.getSignature()));
        X509Certificate stamper = certificate(token.getCertificates(), token.getSID()::match);
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(stamper));
        return token.getTimeStampInfo().getGenTime().toInstant();
    }

    private X509Certificate certificate(Store<X509CertificateHolder> sent, Predicate<X509CertificateHolder> whose)
            throws GeneralSecurityException {
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(
                        sent.getMatches(null).stream().filter(whose).findFirst().orElseThrow());
        assertThat(anchors).map(Certificate::getEncoded).contains(certificate.getEncoded());
        return certificate;
    }

    static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            sha.update(part);
        }
        return sha.digest();
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            return new PDFTextStripper().getText(document);
        }
    }

    /** Scans the page's QR code as a telephone does. */
    static String scanned(byte[] pdf) throws IOException, ReaderException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 200);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new HybridBinarizer(
                                    new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                            Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        }
    }
}
