package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** 自有的登入途徑, in a chain of filters: sessions are counted and renewed as at any sign-in. */
final class OwnWay extends AbstractHttpConfigurer<OwnWay, HttpSecurity> {

    private final Arriving arriving;

    /**
     * @param enter the request by which somebody arrives
     * @param who who they are; throws an AuthenticationException when that is not known
     */
    OwnWay(
            RequestMatcher enter,
            Function<HttpServletRequest, Authentication> who,
            AuthenticationSuccessHandler arrived,
            AuthenticationFailureHandler refused) {
        arriving = new Arriving(enter, who);
        arriving.setAuthenticationManager(tried -> tried);
        arriving.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
        arriving.setAuthenticationSuccessHandler(arrived);
        arriving.setAuthenticationFailureHandler(refused);
    }

    @Override
    public void configure(HttpSecurity http) {
        SessionAuthenticationStrategy sessions = http.getSharedObject(SessionAuthenticationStrategy.class);
        if (sessions != null) {
            arriving.setSessionAuthenticationStrategy(sessions);
        }
        http.addFilterAfter(arriving, UsernamePasswordAuthenticationFilter.class);
    }

    private static final class Arriving extends AbstractAuthenticationProcessingFilter {

        private final Function<HttpServletRequest, Authentication> who;

        Arriving(RequestMatcher enter, Function<HttpServletRequest, Authentication> who) {
            super(enter);
            this.who = who;
        }

        @Override
        public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
            return who.apply(request);
        }
    }
}
