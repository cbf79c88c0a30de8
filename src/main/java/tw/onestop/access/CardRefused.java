package tw.onestop.access;

import org.springframework.security.authentication.BadCredentialsException;

/** 憑證登入不成: why, as the code of a sentence. */
class CardRefused extends BadCredentialsException {

    private static final long serialVersionUID = 1L;

    private final String code;

    CardRefused(String code) {
        super(code);
        this.code = code;
    }

    String code() {
        return code;
    }
}
