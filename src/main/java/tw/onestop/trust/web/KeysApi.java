package tw.onestop.trust.web;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.trust.SealDesk;
import tw.onestop.trust.TrustDesk;

/** 公鑰集 (RFC 7517): one document with the keys that sign notices (Ed25519) and those that sign tokens (ES256). */
@RestController
class KeysApi {

    /** Far below the overlap of a rotation, so that no verifier misses a new key. */
    private static final Duration CACHED = Duration.ofMinutes(5);

    private static final MediaType PEM = new MediaType("application", "x-pem-file");

    private final TrustDesk trust;
    private final SealDesk seals;

    KeysApi(TrustDesk trust, SealDesk seals) {
        this.trust = trust;
        this.seals = seals;
    }

    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<Map<String, Object>> keys() {
        List<JWK> keys = Stream.concat(
                        trust.verifyingKeys().stream().map(KeysApi::notices),
                        trust.tokenKeys().stream().map(KeysApi::tokens))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new JWKSet(keys).toJSONObject(true));
    }

    /** 簽章憑證: what signed documents of this house are verified with, PEM. */
    @GetMapping("/.well-known/seal-certificates.pem")
    ResponseEntity<String> sealCertificates() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic())
                .contentType(PEM)
                .body(seals.anchorsAsPem());
    }

    private static JWK notices(TrustDesk.VerifyingKey key) {
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.publicKey()))
                .keyID(key.kid())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.EdDSA)
                .build();
    }

    private static JWK tokens(TrustDesk.TokenKey key) {
        return new ECKey.Builder(Curve.P_256, key.publicKey())
                .keyID(key.kid())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build();
    }
}
