package tw.onestop.access;

import java.time.Duration;

/** 權杖核發結果: a token, or why there is none. */
public sealed interface TokenAnswer {

    /**
     * 核發.
     *
     * @param type Bearer, or DPoP for one that is bound to a key
     */
    record Granted(String token, String type, Duration lifetime) implements TokenAnswer {}

    /**
     * 持有證明不符 (RFC 9449 §5).
     *
     * @param description as of {@link Refused}
     */
    record Unproven(String description) implements TokenAnswer {}

    /**
     * 拒絕.
     *
     * @param description for the agency's developer; ASCII, as RFC 6749 §5.2 demands
     */
    record Refused(String description) implements TokenAnswer {}
}
