package tw.onestop.access;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 核發者: the product's own address, as tokens and assertions name it. */
@Component
class Issuer {

    private final String url;
    private final Set<String> bases = new LinkedHashSet<>();
    private final Set<String> audiences = new LinkedHashSet<>();

    Issuer(
            @Value("${onestop.base-url:http://localhost:8080}") String baseUrl,
            @Value("${onestop.access.loopback-aliases:false}") boolean loopbackAliases) {
        this.url = baseUrl.replaceFirst("/+$", "");
        addAudience(url);
        if (loopbackAliases) {
            addAudience(url.replace("//localhost", "//127.0.0.1"));
            addAudience(url.replace("//127.0.0.1", "//localhost"));
        }
    }

    String url() {
        return url;
    }

    boolean isAudience(String audience) {
        return audiences.contains(audience);
    }

    /** Whether this is one of our own addresses at this path, query and fragment left aside (RFC 9449 §4.3). */
    boolean isAddress(String url, String path) {
        String plain = url.replaceFirst("[?#].*", "");
        return plain.endsWith(path) && bases.contains(plain.substring(0, plain.length() - path.length()));
    }

    private void addAudience(String base) {
        bases.add(base);
        audiences.add(base);
        audiences.add(base + "/oauth2/token");
    }
}
