package tw.agencies;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JcaX509CertSelectorConverter;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** 密封信封 at the agency: CMS, signed by who writes and encrypted to who reads (RFC 5652, RFC 5083). */
final class MediaEnvelope {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private MediaEnvelope() {}

    static byte[] close(byte[] content, MediaKeys keys) {
        X509Certificate register = Objects.requireNonNull(keys.register(), "the register's certificate");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(((ECPublicKey) register.getPublicKey()).getParams());
            KeyPair once = generator.generateKeyPair();
            CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
            envelope.addRecipientInfoGenerator(new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(), once.getPublic(), CMSAlgorithm.AES256_WRAP)
                    .addRecipient(register)
                    .setProvider(BOUNCY_CASTLE));
            return envelope.generate(new CMSProcessableByteArray(signed(content, keys)), (OutputAEADEncryptor)
                            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                                    .setProvider(BOUNCY_CASTLE)
                                    .build())
                    .getEncoded();
        } catch (GeneralSecurityException | CMSException | java.io.IOException e) {
            throw new IllegalStateException("nothing can be sealed with these keys", e);
        }
    }

    private static byte[] signed(byte[] content, MediaKeys keys) {
        try {
            String algorithm = keys.signing().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            CMSSignedDataGenerator signature = new CMSSignedDataGenerator();
            signature.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .build(new JcaContentSignerBuilder(algorithm).build(keys.signing()), keys.signingCertificate()));
            signature.addCertificates(new JcaCertStore(List.of(keys.signingCertificate())));
            return signature
                    .generate(new CMSProcessableByteArray(content), true)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorException | CMSException | java.io.IOException e) {
            throw new IllegalStateException("nothing can be signed with these keys", e);
        }
    }

    static byte[] open(byte[] envelope, MediaKeys keys) throws MediaFaulty {
        try {
            boolean agreed = keys.opening().getAlgorithm().startsWith("EC");
            RecipientId me = agreed
                    ? new JceKeyAgreeRecipientId(keys.openingCertificate())
                    : new JceKeyTransRecipientId(keys.openingCertificate());
            RecipientInformation mine =
                    new CMSAuthEnvelopedData(envelope).getRecipientInfos().get(me);
            if (mine == null) {
                throw new MediaFaulty("this volume is encrypted to somebody else");
            }
            return verified(mine.getContent(recipient(agreed, keys.opening())), keys.seals());
        } catch (CMSException | OperatorException e) {
            throw new MediaFaulty("this volume was damaged or altered");
        }
    }

    private static Recipient recipient(boolean agreed, PrivateKey key) {
        return agreed
                ? new JceKeyAgreeAuthEnvelopedRecipient(key).setProvider(BOUNCY_CASTLE)
                : new JceKeyTransAuthEnvelopedRecipient(key).setProvider(BOUNCY_CASTLE);
    }

    private static byte[] verified(byte[] bytes, List<X509Certificate> seals)
            throws CMSException, OperatorException, MediaFaulty {
        CMSSignedData signed = new CMSSignedData(bytes);
        for (SignerInformation signer : signed.getSignerInfos().getSigners()) {
            for (X509Certificate seal : seals) {
                if (new JcaX509CertSelectorConverter()
                                .getCertSelector(signer.getSID())
                                .match(seal)
                        && signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                                .setProvider(BOUNCY_CASTLE)
                                .build(seal))
                        && signed.getSignedContent().getContent() instanceof byte[] content) {
                    return content;
                }
            }
        }
        throw new MediaFaulty("this volume is not signed by the register");
    }
}
