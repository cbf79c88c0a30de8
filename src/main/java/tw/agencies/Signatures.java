package tw.agencies;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import tools.jackson.databind.JsonNode;

/**
 * 簽章驗證: Standard Webhooks with asymmetric keys ({@code v1a}). Ed25519 over {@code id.timestamp.body}, by one of the keys the
 * product publishes, and not older than five minutes, so that a copied delivery is worth nothing tomorrow.
 */
final class Signatures {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);
    private static final String VERSION = "v1a,";

    private final Product product;
    private final Clock clock;
    private volatile List<Ed25519PublicKeyParameters> keys = List.of();
    private Instant fetched = Instant.MIN;

    Signatures(Product product, Clock clock) {
        this.product = product;
        this.clock = clock;
    }

    /**
     * @param signatures the header {@code webhook-signature}: several of them, separated by spaces, while keys rotate
     * @throws IOException when the product's keys cannot be had
     */
    boolean areGenuine(String id, String timestamp, String signatures, byte[] body)
            throws IOException, InterruptedException {
        if (!isRecent(timestamp)) {
            return false;
        }
        List<byte[]> candidates = candidates(signatures);
        byte[] prefix = (id + "." + timestamp + ".").getBytes(US_ASCII);
        return !candidates.isEmpty()
                && (anyVerifies(candidates, prefix, body) || (fetch() && anyVerifies(candidates, prefix, body)));
    }

    private boolean isRecent(String timestamp) {
        if (!timestamp.matches("\\d{1,11}")) {
            return false;
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private static List<byte[]> candidates(String signatures) {
        return Arrays.stream(signatures.split(" ", -1))
                .filter(signature -> signature.startsWith(VERSION))
                .map(signature -> decode(Base64.getDecoder(), signature.substring(VERSION.length())))
                .filter(bytes -> bytes.length == Ed25519PublicKeyParameters.KEY_SIZE * 2)
                .toList();
    }

    private boolean anyVerifies(List<byte[]> candidates, byte[] prefix, byte[] body) {
        for (Ed25519PublicKeyParameters key : keys) {
            for (byte[] signature : candidates) {
                Ed25519Signer verifier = new Ed25519Signer();
                verifier.init(false, key);
                verifier.update(prefix, 0, prefix.length);
                verifier.update(body, 0, body.length);
                if (verifier.verifySignature(signature)) {
                    tryFirst(key);
                    return true;
                }
            }
        }
        return false;
    }

    /** Several keys may be published, one signs; the others would cost a vain verification each time. */
    private void tryFirst(Ed25519PublicKeyParameters key) {
        List<Ed25519PublicKeyParameters> known = keys;
        if (known.indexOf(key) > 0) {
            List<Ed25519PublicKeyParameters> reordered = new ArrayList<>(known);
            reordered.remove(key);
            reordered.addFirst(key);
            keys = List.copyOf(reordered);
        }
    }

    /** An unknown signature may mean a new key. Forgeries must not turn into a flood of questions, though. */
    private synchronized boolean fetch() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(fetched.plus(BETWEEN_FETCHES))) {
            return true;
        }
        List<Ed25519PublicKeyParameters> published = new ArrayList<>();
        for (JsonNode key : product.publicKeys().path("keys")) {
            byte[] point = decode(Base64.getUrlDecoder(), Json.text(key, "x"));
            if (Objects.equals(Json.text(key, "crv"), "Ed25519")
                    && point.length == Ed25519PublicKeyParameters.KEY_SIZE) {
                published.add(new Ed25519PublicKeyParameters(point, 0));
            }
        }
        keys = List.copyOf(published);
        fetched = now;
        return true;
    }

    private static byte[] decode(Base64.Decoder decoder, String text) {
        try {
            return decoder.decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
