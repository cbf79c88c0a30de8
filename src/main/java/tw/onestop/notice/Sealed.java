package tw.onestop.notice;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.trust.TrustDesk;

/** 封存: texts and records that name a person, as they lie in the tables. */
@Component
class Sealed {

    private final TrustDesk trust;
    private final JsonMapper json;

    Sealed(TrustDesk trust, JsonMapper json) {
        this.trust = trust;
        this.json = json;
    }

    byte[] text(String plain) {
        return trust.seal(plain.getBytes(StandardCharsets.UTF_8));
    }

    String text(byte[] sealed) {
        return new String(trust.open(sealed), StandardCharsets.UTF_8);
    }

    byte[] json(Object value) {
        return trust.seal(json.writeValueAsBytes(value));
    }

    <T> T json(byte[] sealed, Class<T> type) {
        return json.readValue(trust.open(sealed), type);
    }

    byte[] bytes(byte[] plain) {
        return trust.seal(plain);
    }

    byte[] open(byte[] sealed) {
        return trust.open(sealed);
    }
}
