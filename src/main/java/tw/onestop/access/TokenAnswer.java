package tw.onestop.access;

import java.time.Duration;

/** 權杖核發結果: a token, or why there is none. */
public sealed interface TokenAnswer {

    /** 核發. */
    record Granted(String token, Duration lifetime) implements TokenAnswer {}

    /**
     * 拒絕.
     *
     * @param description for the agency's developer; ASCII, as RFC 6749 §5.2 demands
     */
    record Refused(String description) implements TokenAnswer {}
}
