package tw.proof;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorException;

/** 清單簽章 (CAdES): whether somebody signed the manifest as it stands, and whether it was the register. */
final class ManifestSignature {

    private ManifestSignature() {}

    static void check(byte[] manifest, byte[] signature, String seals, List<String> holds, List<String> found) {
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
            SignerInformation signer =
                    signed.getSignerInfos().getSigners().stream().findFirst().orElse(null);
            X509CertificateHolder holder = signer == null
                    ? null
                    : signed.getCertificates().getMatches(null).stream()
                            .filter(one -> signer.getSID().match(one))
                            .findFirst()
                            .orElse(null);
            if (signer == null || holder == null) {
                found.add("the manifest is not signed");
                return;
            }
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
            if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
                found.add("the manifest was changed after it was signed");
            } else if (!seals.isEmpty() && !certificates(seals).contains(certificate)) {
                found.add("the manifest is signed by somebody else than the register");
            } else {
                holds.add("the manifest is signed by "
                        + certificate.getSubjectX500Principal().getName());
            }
        } catch (CMSException | OperatorException | GeneralSecurityException | RuntimeException unreadable) {
            found.add("the manifest's signature does not verify");
        }
    }

    private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        Collection<? extends java.security.cert.Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        return all.stream().map(X509Certificate.class::cast).toList();
    }
}
