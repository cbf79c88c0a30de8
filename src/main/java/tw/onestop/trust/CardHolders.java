package tw.onestop.trust;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Attribute;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectDirectoryAttributes;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import tw.onestop.kernel.Sha256;

/** 憑證持有人, read from a certificate (RFC 5280; SubjectDirectoryAttributes). */
final class CardHolders {

    /** 身分證統一編號末四碼. */
    static final ASN1ObjectIdentifier LAST_FOUR = new ASN1ObjectIdentifier("2.16.886.1.100.2.51");

    private static final int LONGEST = 200;

    private CardHolders() {}

    /** Empty for a certificate that names no natural person in the way these do. */
    static Optional<CertificateHolder> of(X509Certificate certificate) {
        try {
            JcaX509CertificateHolder read = new JcaX509CertificateHolder(certificate);
            Optional<String> name = one(read.getSubject(), BCStyle.CN);
            Optional<String> serial = one(read.getSubject(), BCStyle.SERIALNUMBER);
            Optional<String> lastFour = lastFour(read.getExtensions());
            return name.isPresent() && serial.isPresent() && lastFour.isPresent()
                    ? Optional.of(new CertificateHolder(
                            name.get(),
                            lastFour.get(),
                            serial.get(),
                            Sha256.hex(
                                    certificate.getIssuerX500Principal().getEncoded(),
                                    certificate.getSubjectX500Principal().getEncoded())))
                    : Optional.empty();
        } catch (CertificateEncodingException | RuntimeException torn) {
            return Optional.empty();
        }
    }

    private static Optional<String> one(X500Name subject, ASN1ObjectIdentifier what) {
        RDN[] found = subject.getRDNs(what);
        return found.length == 1 && found[0].getFirst().getValue() instanceof ASN1String text
                ? Optional.of(text.getString().strip()).filter(said -> !said.isEmpty() && said.length() <= LONGEST)
                : Optional.empty();
    }

    private static Optional<String> lastFour(Extensions extensions) {
        Extension attributes = extensions.getExtension(Extension.subjectDirectoryAttributes);
        if (attributes == null) {
            return Optional.empty();
        }
        for (Object one : SubjectDirectoryAttributes.getInstance(attributes.getParsedValue())
                .getAttributes()) {
            Attribute attribute = Attribute.getInstance(one);
            if (attribute.getAttrType().equals(LAST_FOUR) && attribute.getAttributeValues().length == 1) {
                return Optional.of(text(attribute.getAttributeValues()[0])).filter(said -> said.matches("[0-9]{4}"));
            }
        }
        return Optional.empty();
    }

    private static String text(ASN1Encodable value) {
        return switch (value) {
            case ASN1String text -> text.getString();
            case ASN1OctetString octets -> new String(octets.getOctets(), StandardCharsets.US_ASCII);
            default -> "";
        };
    }
}
