package tw.onestop.rehearsal;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.text.ParseException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.access.RehearsalToken;
import tw.onestop.kernel.Refusal;

/** 演練金鑰 as typed: public keys with which an assertion can be verified. */
record ClientKeys(@Nullable JWKSet set, Optional<Refusal> refusal) {

    private static final int MOST = 4;
    private static final int LONGEST = 16_000;
    private static final int RSA_BITS = 2048;

    static ClientKeys read(String typed) {
        if (typed.isBlank()) {
            return wrong("missing");
        }
        if (typed.length() > LONGEST) {
            return wrong("tooMany");
        }
        try {
            JWKSet set = JWKSet.parse(typed.strip());
            if (set.isEmpty()) {
                return wrong("none");
            }
            if (set.size() > MOST) {
                return wrong("tooMany");
            }
            if (set.getKeys().stream()
                    .anyMatch(key -> key.isPrivate() || key.getKeyType().equals(KeyType.OCT))) {
                return wrong("secret");
            }
            return set.getKeys().stream().allMatch(ClientKeys::isUsable)
                    ? new ClientKeys(set, Optional.empty())
                    : wrong("weak");
        } catch (ParseException | IllegalArgumentException e) {
            return wrong("unreadable");
        }
    }

    /** Beginnings of thumbprints, as they are observed with tokens. */
    static String prints(JWKSet set) {
        return set.getKeys().stream()
                .map(RehearsalToken::print)
                .map(ClientKeys::shown)
                .collect(Collectors.joining(" "));
    }

    static String shown(long print) {
        return Long.toHexString(print);
    }

    private static boolean isUsable(JWK key) {
        return (key.getKeyType().equals(KeyType.EC)
                        && Curve.P_256.equals(key.toECKey().getCurve()))
                || (key.getKeyType().equals(KeyType.RSA) && key.size() >= RSA_BITS);
    }

    private static ClientKeys wrong(String why) {
        return new ClientKeys(null, Optional.of(Refusal.of("keys", "rehearsal.keys." + why)));
    }
}
