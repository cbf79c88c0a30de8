package tw.onestop.access;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.http.HeaderText;

/** 機關系統入口: agencies' machines come with a token, without a session, and may do nothing else. */
@Configuration(proxyBeanMethods = false)
class MachineDoors {

    /**
     * As strict as the framework's own, without a pattern matched letter by letter each time a header is read; and for headers in
     * UTF-8, whose bytes read one by one would be taken for control characters.
     */
    @Bean
    static HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(MachineDoors::isPlain);
        firewall.setAllowedHeaderValues(value -> isPlain(HeaderText.meant(value)));
        return firewall;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    @Bean
    @Order(1)
    SecurityFilterChain machines(
            HttpSecurity http, MachineHolders holders, SignInTrail trail, JsonMapper json, TrainingSettings training) {
        BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
        AuthenticationEntryPoint who = (request, response, why) -> {
            String detail = "a valid access token is needed";
            if (why instanceof ProofRefused refused) {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, refused.challenge());
                detail = String.valueOf(refused.getMessage());
            } else {
                challenge.commence(request, response, why);
                response.addHeader(HttpHeaders.WWW_AUTHENTICATE, ProofRefused.OFFER);
            }
            Problems.write(request, response, json, HttpStatus.UNAUTHORIZED, "unauthorized", detail);
        };
        AccessDeniedHandler no = (request, response, why) -> {
            if (request.getUserPrincipal() instanceof AgencyAuthentication machine) {
                trail.turnedAway(machine.getPrincipal(), request.getRequestURI(), "forbidden");
            }
            Problems.write(request, response, json, HttpStatus.FORBIDDEN, "forbidden", "this is not open to you");
        };
        if (training.copy()) { // no agency's machine has business there; receipts can be asked for
            http.authorizeHttpRequests(may -> may.requestMatchers("/v1/progress")
                    .permitAll()
                    .requestMatchers("/v1/**", "/oauth2/**")
                    .denyAll());
        }
        return http.securityMatcher("/v1/**", "/oauth2/**")
                .authorizeHttpRequests(may -> may.requestMatchers("/oauth2/token", "/v1/progress")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/v1/audit/**")
                        .permitAll()
                        .requestMatchers(
                                "/v1/persons/**",
                                "/v1/passports/**",
                                "/v1/files/**",
                                "/v1/subscriptions/**",
                                "/v1/events",
                                "/v1/follows/**",
                                "/v1/extract")
                        .hasAuthority(AgencyAuthentication.MAY_QUERY)
                        .requestMatchers("/v1/rehearsals/**")
                        .hasAuthority(AgencyAuthentication.REHEARSING)
                        .requestMatchers("/v1/**")
                        .hasAuthority("AGENCY")
                        .anyRequest()
                        .denyAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")))
                .logout(logout -> logout.disable())
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(holders::of)
                        .bearerTokenResolver(MachineHolders::token)
                        .authenticationEntryPoint(who)
                        .accessDeniedHandler(no))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(who).accessDeniedHandler(no))
                .build();
    }
}
