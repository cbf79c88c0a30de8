package tw.onestop.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/** 機關金鑰: the ES256 keys with which agencies' machines sign their assertions. */
final class Keys {

    private Keys() {}

    /** The public JWK set of the private key in a file, which is made when there is none. */
    static String publicSet(Path file) throws IOException {
        try {
            if (!Files.exists(file)) {
                ECKey made = new ECKeyGenerator(Curve.P_256)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyUse(KeyUse.SIGNATURE)
                        .keyIDFromThumbprint(true)
                        .generate();
                Secrets.write(file, made.toJSONString() + "\n");
            }
            return new JWKSet(ECKey.parse(Files.readString(file)).toPublicJWK()).toString();
        } catch (JOSEException | ParseException wrong) {
            throw new IOException("no usable key in " + file, wrong);
        }
    }
}
