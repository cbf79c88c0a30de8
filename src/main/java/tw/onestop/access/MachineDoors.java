package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.http.HeaderText;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 機關系統入口: agencies' machines come with a bearer token, without a session, and may do nothing else. */
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
            HttpSecurity http,
            AccessTokens tokens,
            AgencyDesk agencies,
            SignInTrail trail,
            JsonMapper json,
            TrainingSettings training) {
        AuthenticationManager holders = tried -> tokens.holder(((BearerTokenAuthenticationToken) tried).getToken())
                .map(holder -> holder.rehearsing()
                        ? AgencyAuthentication.rehearsing(holder.actor())
                        : new AgencyAuthentication(holder.actor(), mayQuery(agencies, holder.actor())))
                .orElseThrow(() -> new InvalidBearerTokenException("the token is not valid now"));
        BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();
        AuthenticationEntryPoint who = (request, response, why) -> {
            challenge.commence(request, response, why);
            Problems.write(
                    request, response, json, HttpStatus.UNAUTHORIZED, "unauthorized", "a valid access token is needed");
        };
        AccessDeniedHandler no = (request, response, why) -> {
            if (request.getUserPrincipal() instanceof AgencyAuthentication machine) {
                trail.turnedAway(machine.getPrincipal(), room(request.getRequestURI()));
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
                                "/v1/persons/**", "/v1/files/**", "/v1/events", "/v1/follows/**", "/v1/extract")
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
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> holders)
                        .bearerTokenResolver(MachineDoors::bearer)
                        .authenticationEntryPoint(who)
                        .accessDeniedHandler(no))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(who).accessDeniedHandler(no))
                .build();
    }

    /** The token as it came: whatever stands there is looked up, so that its letters need not be judged before (RFC 6750 §2.1). */
    private static @Nullable String bearer(HttpServletRequest request) {
        String given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return given != null && given.regionMatches(true, 0, "Bearer ", 0, 7)
                ? given.substring(7).strip()
                : null;
    }

    /** The first two steps of the address: what comes behind can name a person. */
    private static String room(String address) {
        return Stream.of(address.split("/", -1)).limit(3).collect(Collectors.joining("/"));
    }

    /** Receivers (state corporations, private bodies, associations) get notices and may never query. */
    private static boolean mayQuery(AgencyDesk agencies, Actor holder) {
        AgencyCode code = holder.agency();
        return code != null
                && agencies.find(code)
                        .filter(agency -> agency.kind() == Agency.Kind.LINKED)
                        .isPresent();
    }
}
