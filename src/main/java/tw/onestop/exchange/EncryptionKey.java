package tw.onestop.exchange;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.Provider;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** 加密公鑰 of an agency: what its notices' data is encrypted to. */
final class EncryptionKey {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Set<Curve> CURVES = Set.of(Curve.P_256, Curve.P_384, Curve.P_521);

    private final JWK key;

    private EncryptionKey(JWK key) {
        this.key = key;
    }

    /** Empty when it is no public EC (P-256 to P-521) or RSA (2048 bits or more) key for encryption. */
    static Optional<EncryptionKey> parse(String json) {
        try {
            JWK key = JWK.parse(json);
            boolean fits = switch (key) {
                case ECKey ec -> CURVES.contains(ec.getCurve()) && suits(key, JWEAlgorithm.ECDH_ES_A256KW);
                case RSAKey rsa -> rsa.size() >= 2048 && suits(key, JWEAlgorithm.RSA_OAEP_256);
                default -> false;
            };
            return fits && !key.isPrivate() && !KeyUse.SIGNATURE.equals(key.getKeyUse())
                    ? Optional.of(new EncryptionKey(key))
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean suits(JWK key, JWEAlgorithm algorithm) {
        return key.getAlgorithm() == null || algorithm.equals(key.getAlgorithm());
    }

    /** Compact JWE; made anew for every attempt, since keys rotate. */
    String encrypt(UUID id, String contentType, byte[] data) {
        try {
            JWEAlgorithm algorithm = key instanceof ECKey ? JWEAlgorithm.ECDH_ES_A256KW : JWEAlgorithm.RSA_OAEP_256;
            JWEHeader header = new JWEHeader.Builder(algorithm, EncryptionMethod.A256GCM)
                    .keyID(key.getKeyID() == null ? key.computeThumbprint().toString() : key.getKeyID())
                    .contentType(contentType)
                    .customParam("noticeid", id.toString())
                    .build();
            JWEObject jwe = new JWEObject(header, new Payload(data));
            jwe.encrypt(key instanceof ECKey ec ? agreeing(ec) : new RSAEncrypter(key.toRSAKey()));
            return jwe.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("data could not be encrypted to the agency's key", e);
        }
    }

    /** Agreement on the key takes Bouncy Castle two thirds of the JDK's time. */
    private static ECDHEncrypter agreeing(ECKey key) throws JOSEException {
        ECDHEncrypter encrypter = new ECDHEncrypter(key);
        encrypter.getJCAContext().setKeyEncryptionProvider(BOUNCY_CASTLE);
        return encrypter;
    }
}
