package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** 登入失敗: back to the sign-in page with one sentence; what was typed as username stays, not in the address. */
class SignInRefusal implements AuthenticationFailureHandler {

    static final String TYPED = "access.typed";
    static final String CARD = "access.card-refused";
    private static final int LONGEST = 64;

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        String typed = request.getParameter("username");
        if (typed != null && typed.length() <= LONGEST) {
            request.getSession().setAttribute(TYPED, typed);
        }
        if (why instanceof CardRefused card) {
            request.getSession().setAttribute(CARD, card.code());
        }
        response.sendRedirect(request.getContextPath()
                + switch (why) {
                    case Waiting waiting -> "/sign-in?wait=" + waiting.minutes();
                    case Busy busy -> "/sign-in?busy";
                    case CardRefused card -> "/sign-in?card";
                    default -> "/sign-in?wrong";
                });
    }
}
