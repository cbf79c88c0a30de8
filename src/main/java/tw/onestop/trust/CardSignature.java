package tw.onestop.trust;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/**
 * 卡片簽章 (CMS SignedData, RFC 5652), by one signer whose certificate comes with it.
 *
 * @param bytes as sent
 * @param content what was signed; null where it is not in it
 */
record CardSignature(byte[] bytes, X509Certificate certificate, byte @Nullable [] content) {

    private static final int LONGEST = 64 * 1024;
    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;

    private static final Set<ASN1ObjectIdentifier> DIGESTS =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);

    private static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(
            PKCSObjectIdentifiers.rsaEncryption,
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    /** Empty when it is nothing of the kind. */
    static Optional<CardSignature> read(String base64) {
        if (base64.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            CMSSignedData signed = new CMSSignedData(bytes);
            SignerInformation signer = signer(signed);
            X509CertificateHolder certificate = signed.getCertificates().getMatches(null).stream()
                    .filter(signer.getSID()::match)
                    .findFirst()
                    .orElseThrow();
            return Optional.of(new CardSignature(
                    bytes,
                    new JcaX509CertificateConverter().getCertificate(certificate),
                    signed.getSignedContent() == null
                            ? null
                            : (byte[]) signed.getSignedContent().getContent()));
        } catch (CMSException
                | CertificateException
                | RuntimeException torn) { // whatever letters somebody sends come to
            return Optional.empty();
        }
    }

    /** Why this is not the challenge, signed by the key of the certificate; or empty. */
    Optional<String> fault(byte[] challenge) {
        try {
            CMSSignedData signed = content == null
                    ? new CMSSignedData(new CMSProcessableByteArray(challenge), bytes)
                    : new CMSSignedData(bytes);
            SignerInformation signer = signer(signed);
            if (!isStrong(signer)) {
                return Optional.of("weak");
            }
            if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate.getPublicKey()))) {
                return Optional.of("forged");
            }
            return content == null || Arrays.equals(content, challenge)
                    ? Optional.empty()
                    : Optional.of("otherContent");
        } catch (CMSSignerDigestMismatchException other) {
            return Optional.of(content == null ? "otherContent" : "forged");
        } catch (CMSException | OperatorCreationException | RuntimeException torn) {
            return Optional.of("forged");
        }
    }

    private boolean isStrong(SignerInformation signer) {
        boolean key = switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= RSA_BITS;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= EC_BITS;
            default -> false;
        };
        return key
                && DIGESTS.contains(signer.getDigestAlgorithmID().getAlgorithm())
                && ALGORITHMS.contains(new ASN1ObjectIdentifier(signer.getEncryptionAlgOID()));
    }

    private static SignerInformation signer(CMSSignedData signed) {
        if (signed.getSignerInfos().size() != 1) {
            throw new IllegalArgumentException("one signer is expected");
        }
        return signed.getSignerInfos().iterator().next();
    }
}
