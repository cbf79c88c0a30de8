package tw.onestop.trust;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** 測試時戳: time-stamps (RFC 3161) by the house's own clock, for demonstrations and tests; real ones come from an authority elsewhere. */
final class TestStamps implements TSPSource {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Of the arc for examples: no policy of anybody. */
    private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.1");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final transient Supplier<SealKey> key;
    private final transient Supplier<Instant> now;

    TestStamps(Supplier<SealKey> key, Supplier<Instant> now) {
        this.key = key;
        this.now = now;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
        requests.setCertReq(true);
        try {
            return new TimestampBinary(answer(requests.generate(new ASN1ObjectIdentifier(algorithm.getOid()), digest))
                    .getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TimeStampToken answer(TimeStampRequest request) throws IOException {
        SealKey stamp = key.get();
        try {
            TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder()
                            .build("SHA256withECDSA", stamp.secret(), stamp.certificate()),
                    new JcaDigestCalculatorProviderBuilder()
                            .build()
                            .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                    POLICY);
            tokens.addCertificates(new JcaCertStore(stamp.chain()));
            return tokens.generate(request, new BigInteger(64, RANDOM), Date.from(now.get()));
        } catch (GeneralSecurityException | OperatorException | TSPException e) {
            throw new IllegalStateException("no time-stamp can be made", e);
        }
    }
}
