package tw.onestop.exchange;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tw.onestop.trust.TrustDesk;

/** 通報封套: CloudEvents 1.0 in structured JSON, equal at all four doors. Only {@code data} can need escaping; it is JSON already. */
@Component
class Envelopes {

    private final TrustDesk trust;
    private final ExchangeSettings settings;
    private final Map<String, EncryptionKey> keys = new ConcurrentHashMap<>();

    Envelopes(TrustDesk trust, ExchangeSettings settings) {
        this.trust = trust;
        this.settings = settings;
    }

    /**
     * @param encryptionJwk the agency's public key, {@code ""} when it has none
     */
    byte[] write(Promise promise, String encryptionJwk) {
        byte[] data = trust.open(promise.data());
        StringBuilder json = new StringBuilder(768);
        json.append("{\"specversion\":\"1.0\",\"id\":\"").append(promise.id());
        json.append("\",\"source\":\"").append(settings.source());
        json.append("\",\"type\":\"").append(promise.type());
        json.append("\",\"subject\":\"").append(promise.id());
        json.append("\",\"time\":\"").append(promise.time().truncatedTo(ChronoUnit.MILLIS));
        json.append("\",\"sequence\":\"").append(padded(promise.sequence()));
        json.append("\",\"recipient\":\"").append(promise.agency());
        json.append("\",\"attempt\":").append(promise.attempt());
        json.append(",\"dataschema\":\"").append(settings.schemaBase()).append(promise.type());
        json.append(".json");
        if (encryptionJwk.isEmpty()) {
            json.append("\",\"datacontenttype\":\"application/json\",\"data\":");
            return joined(json, data);
        }
        json.append("\",\"datacontenttype\":\"application/jose\",\"data\":\"");
        json.append(encrypted(encryptionJwk, promise.id(), "application/json", data))
                .append('"');
        return joined(json, new byte[0]);
    }

    String encrypted(String encryptionJwk, UUID id, String contentType, byte[] data) {
        return key(encryptionJwk).encrypt(id, contentType, data);
    }

    /** The data goes over as the bytes it is. */
    private static byte[] joined(StringBuilder head, byte[] data) {
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + data.length + 1);
        System.arraycopy(data, 0, all, start.length, data.length);
        all[all.length - 1] = '}';
        return all;
    }

    String clear(Promise promise) {
        return new String(trust.open(promise.data()), StandardCharsets.UTF_8);
    }

    /** Twelve digits, from {@code 000000000001}. */
    static String padded(long sequence) {
        String digits = Long.toString(sequence);
        return "0".repeat(Math.max(0, 12 - digits.length())) + digits;
    }

    private EncryptionKey key(String jwk) {
        return keys.computeIfAbsent(
                jwk,
                text -> EncryptionKey.parse(text)
                        .orElseThrow(() -> new IllegalStateException("the agency's key cannot be used")));
    }
}
