package tw.onestop.access;

import org.springframework.security.authentication.AuthenticationServiceException;

/** 登入忙線: more people sign in than passwords can be checked in time. */
class Busy extends AuthenticationServiceException {

    private static final long serialVersionUID = 1L;

    Busy() {
        super("too many sign-ins at once");
    }
}
