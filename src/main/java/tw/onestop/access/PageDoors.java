package tw.onestop.access;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** 網頁入口: what people may open. Whatever is not named here is closed, also to those who are signed in. */
@Configuration(proxyBeanMethods = false)
class PageDoors {

    private static final int SESSIONS_EACH = 2;
    private static final String CONTENT_POLICY =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'self'";

    private final SignIn signIn;
    private final SignInTrail trail;
    private final TrainingSettings training;
    private final TrainingDoor trainingDoor;
    private final CardDoor cardDoor;
    private final Arrival arrival;
    private final SignInRefusal refusal = new SignInRefusal();
    private final HttpSessionRequestCache asked = new HttpSessionRequestCache();

    PageDoors(
            SignIn signIn,
            SignInTrail trail,
            JsonMapper json,
            TrainingSettings training,
            TrainingDoor trainingDoor,
            CardDoor cardDoor) {
        this.cardDoor = cardDoor;
        this.signIn = signIn;
        this.trail = trail;
        this.training = training;
        this.trainingDoor = trainingDoor;
        // Only a page is worth coming back to, not a fragment or a script's request.
        asked.setRequestMatcher(request -> HttpMethod.GET.matches(request.getMethod())
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader("Accept")).contains("text/html"));
        this.arrival = new Arrival(asked, json);
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(HttpSecurity http) {
        if (training.copy()) {
            http.authorizeHttpRequests(PageDoors::trainingDoors)
                    // What is brought there proves itself, and is told by another program's page.
                    .csrf(csrf -> csrf.ignoringRequestMatchers(TrainingDoor.ENTER))
                    .with(trainingDoor.way(), Customizer.withDefaults());
        } else {
            http.with(new OwnWay(CardDoor.ENTER, cardDoor::arrive, arrival, refusal), Customizer.withDefaults());
        }
        return http.authorizeHttpRequests(PageDoors::doors)
                .authenticationManager(signIn)
                .formLogin(form -> form.loginPage("/sign-in")
                        .loginProcessingUrl("/sign-in")
                        .successHandler(arrival)
                        .failureHandler(refusal))
                .webAuthn(passkeys ->
                        passkeys.disableDefaultRegistrationPage(true).withObjectPostProcessor(passkeyFilter(http)))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/sign-out"))
                        .addLogoutHandler(farewell())
                        .logoutSuccessUrl("/sign-in?left"))
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.changeSessionId())
                        .maximumSessions(SESSIONS_EACH)
                        .expiredUrl("/sign-in?ended"))
                .requestCache(cache -> cache.requestCache(asked))
                .headers(this::headers)
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/sign-in"))
                                .accessDeniedHandler(no()))
                .build();
    }

    /** A dozen measurements in every request that nobody reads. */
    @Bean
    static SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Only the training copy has these. */
    private static void trainingDoors(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry may) {
        may.requestMatchers(TrainingDoor.ENTER).permitAll();
        may.requestMatchers("/training/restart").hasRole(Role.SUPERVISOR.name());
    }

    private static void doors(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry may) {
        may.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD).permitAll();
        may.requestMatchers("/assets/**", "/webjars/**", "/schemas/**", "/favicon.ico")
                .permitAll();
        may.requestMatchers(
                        "/",
                        "/sign-in",
                        "/sign-in/certificate/challenge",
                        "/progress",
                        "/progress/**",
                        "/photo",
                        "/catalogue",
                        "/catalogue/**",
                        "/mine",
                        "/mine/**",
                        "/sheet",
                        "/sheet/**",
                        "/statistics",
                        "/statistics/**")
                .permitAll();
        may.requestMatchers(
                        "/.well-known/**",
                        "/docs/api",
                        "/docs/api/**",
                        "/v3/api-docs",
                        "/v3/api-docs/**",
                        "/v3/api-docs.yaml")
                .permitAll();
        may.requestMatchers("/actuator/health", "/actuator/health/**").permitAll();
        may.requestMatchers("/actuator/**").hasRole(Role.OPERATOR.name());
        may.requestMatchers("/counter/marks/**").hasRole(Role.SUPERVISOR.name());
        may.requestMatchers("/counter", "/counter/**").hasAnyRole(Role.CLERK.name(), Role.SUPERVISOR.name());
        may.requestMatchers("/supervisor", "/supervisor/**").hasRole(Role.SUPERVISOR.name());
        may.requestMatchers("/bureau", "/bureau/**").hasRole(Role.OFFICER.name());
        may.requestMatchers("/county", "/county/**").hasRole(Role.COUNTY.name());
        may.requestMatchers("/ministry", "/ministry/**").hasRole(Role.MINISTRY.name());
        may.requestMatchers("/account", "/account/**", "/webauthn/register/**").authenticated();
        may.anyRequest().denyAll();
    }

    /** Sign-in by passkey takes the same way as by password: same trail, same session rules, same destination. */
    private ObjectPostProcessor<WebAuthnAuthenticationFilter> passkeyFilter(HttpSecurity http) {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends WebAuthnAuthenticationFilter> F postProcess(F filter) {
                filter.setAuthenticationManager(signIn);
                filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
                filter.setAuthenticationSuccessHandler(arrival::tellScript);
                filter.setAuthenticationFailureHandler(
                        (request, response, why) -> response.setStatus(HttpStatus.UNAUTHORIZED.value()));
                return filter;
            }
        };
    }

    private LogoutHandler farewell() {
        return (request, response, who) -> {
            if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
                trail.left(signedIn.member());
            }
        };
    }

    /** A form that outlived its session leads back to signing in; anything else forbidden is told so. */
    private static AccessDeniedHandler no() {
        AccessDeniedHandlerImpl forbidden = new AccessDeniedHandlerImpl();
        RequestMatcher doorway = request -> request.getServletPath().equals("/sign-in")
                || request.getServletPath().equals("/sign-out");
        return (request, response, why) -> {
            if (why instanceof CsrfException && doorway.matches(request)) {
                response.sendRedirect(request.getContextPath() + "/sign-in?stale");
            } else {
                forbidden.handle(request, response, why);
            }
        };
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        // One form of each program leads to the other.
        headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives((CONTENT_POLICY + " " + training.other()).strip()))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy(
                        "camera=(), microphone=(), geolocation=(), payment=(), publickey-credentials-get=(self)"))
                .frameOptions(frames -> frames.deny());
    }
}
