package tw.onestop.access;

import org.springframework.security.core.AuthenticationException;

/** 持有證明不符: what a machine is told of its token or proof; ASCII, since it stands in a header. */
class ProofRefused extends AuthenticationException {

    /** What a machine that brought no token is told it may bring. */
    static final String OFFER = "DPoP algs=\"ES256 RS256\"";

    private static final long serialVersionUID = 1L;

    private final String error;

    ProofRefused(String error, String why) {
        super(why);
        this.error = error;
    }

    /** RFC 9449 §7.1. */
    String challenge() {
        return "DPoP error=\"%s\", error_description=\"%s\", algs=\"ES256 RS256\"".formatted(error, getMessage());
    }
}
