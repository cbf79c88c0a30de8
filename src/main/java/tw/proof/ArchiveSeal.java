package tw.proof;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.List;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;

/**
 * 封存加密: an archive is a CMS envelope (AuthEnvelopedData of RFC 5083, AES-256-GCM), which whoever holds the key of one of its certificates
 * opens with any program that knows the standard.
 *
 * @param passing a key of this run, which is kept nowhere: with it the file is read again before its rows go, since the archive's key is elsewhere
 */
record ArchiveSeal(List<X509Certificate> recipients, SecretKey passing) {

    static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    static final byte[] PASSING = {'r', 'u', 'n'};
    private static final int BITS = 256;

    ArchiveSeal {
        recipients = List.copyOf(recipients);
    }

    static ArchiveSeal to(List<X509Certificate> recipients) {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(BITS);
            return new ArchiveSeal(recipients, generator.generateKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    /** What is written into it leaves encrypted; closing it ends the envelope and closes what is under it. */
    OutputStream over(OutputStream out) throws IOException {
        try {
            CMSAuthEnvelopedDataStreamGenerator envelope = new CMSAuthEnvelopedDataStreamGenerator();
            for (X509Certificate recipient : recipients) {
                envelope.addRecipientInfoGenerator(generator(recipient));
            }
            envelope.addRecipientInfoGenerator(
                    new JceKEKRecipientInfoGenerator(PASSING, passing).setProvider(BOUNCY_CASTLE));
            OutputAEADEncryptor encryptor =
                    (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                            .setProvider(BOUNCY_CASTLE)
                            .build();
            return new Both(envelope.open(out, encryptor), out);
        } catch (CMSException | GeneralSecurityException e) {
            throw new IOException("nothing can be encrypted to these certificates", e);
        }
    }

    /** The envelope ends before what it is written to. */
    private static final class Both extends FilterOutputStream {

        private final OutputStream under;

        Both(OutputStream envelope, OutputStream under) {
            super(envelope);
            this.under = under;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            try (under) {
                out.close();
            }
        }
    }

    private static RecipientInfoGenerator generator(X509Certificate recipient) throws GeneralSecurityException {
        if (recipient.getPublicKey() instanceof ECPublicKey ec) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(ec.getParams());
            KeyPair once = generator.generateKeyPair();
            return new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF, once.getPrivate(), once.getPublic(), CMSAlgorithm.AES256_WRAP)
                    .addRecipient(recipient)
                    .setProvider(BOUNCY_CASTLE);
        }
        OAEPParameterSpec padding =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        return new JceKeyTransRecipientInfoGenerator(
                        recipient,
                        new JcaAlgorithmParametersConverter()
                                .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, padding))
                .setProvider(BOUNCY_CASTLE);
    }
}
