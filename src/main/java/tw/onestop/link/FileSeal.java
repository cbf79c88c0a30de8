package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.link.FileLines.Numbered;
import tw.onestop.link.FileLines.Wrong;
import tw.onestop.trust.TrustDesk;

/** 查詢檔封緘: blocks at rest, under the house's key, and on their way, signed and encrypted to the agency. */
@Component
class FileSeal {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TrustDesk trust;
    private final ExchangeDesk exchange;

    FileSeal(TrustDesk trust, ExchangeDesk exchange) {
        this.trust = trust;
        this.exchange = exchange;
    }

    byte[] numbers(List<Numbered> numbers) {
        StringBuilder lines = new StringBuilder(numbers.size() * 18);
        numbers.forEach(
                one -> lines.append(one.line()).append(' ').append(one.number()).append('\n'));
        return text(lines.toString());
    }

    List<Numbered> numbers(byte[] sealed) {
        return text(sealed)
                .lines()
                .map(line -> {
                    int blank = line.indexOf(' ');
                    return new Numbered(Integer.parseInt(line, 0, blank, 10), line.substring(blank + 1));
                })
                .toList();
    }

    byte[] wrong(List<Wrong> wrong) {
        return trust.seal(JSON.writeValueAsBytes(wrong));
    }

    List<Wrong> wrong(byte[] sealed) {
        return JSON.readValue(trust.open(sealed), new TypeReference<>() {});
    }

    byte[] text(String text) {
        return trust.seal(text.getBytes(StandardCharsets.UTF_8));
    }

    String text(byte[] sealed) {
        return new String(trust.open(sealed), StandardCharsets.UTF_8);
    }

    /** Whether anything can be encrypted to the agency. */
    boolean hasKey(AgencyCode agency) {
        return exchange.hasKey(agency);
    }

    /**
     * Compact JWE around a compact JWS (EdDSA), whose header says of which file it is, which block of how many.
     *
     * @throws IllegalStateException when the agency has no key any more
     */
    String block(AgencyCode agency, UUID file, int no, int blocks, byte[] sealed) {
        TrustDesk.VerifyingKey key = trust.verifyingKeys().getFirst();
        String header = BASE64.encodeToString(
                """
                {"alg":"EdDSA","kid":"%s","cty":"application/jsonl","file":"%s","block":%d,"blocks":%d}\
                """.formatted(key.kid(), file, no + 1, blocks).getBytes(StandardCharsets.UTF_8));
        String signed = header + "." + BASE64.encodeToString(trust.open(sealed));
        byte[] signature = Objects.requireNonNull(
                trust.sign(signed.getBytes(StandardCharsets.US_ASCII)).getFirst());
        String jws = signed + "." + BASE64.encodeToString(signature);
        return exchange.encrypted(agency, file, "application/jose", jws.getBytes(StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IllegalStateException("the agency has no key any more"));
    }
}
