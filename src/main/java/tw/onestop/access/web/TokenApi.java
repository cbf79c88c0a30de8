package tw.onestop.access.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.TokenAnswer;
import tw.onestop.access.TokenDesk;

/** 機關權杖: OAuth 2.0 client credentials with a signed assertion (RFC 6749 §4.4, RFC 7523 §2.2) and its metadata (RFC 8414). */
@RestController
class TokenApi {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final List<String> ALGORITHMS = List.of("ES256", "RS256");

    private final TokenDesk desk;
    private final String issuer;

    TokenApi(TokenDesk desk, @Value("${onestop.base-url:http://localhost:8080}") String baseUrl) {
        this.desk = desk;
        this.issuer = baseUrl.replaceFirst("/+$", "");
    }

    @PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> token(
            @RequestParam MultiValueMap<String, String> form, HttpServletRequest request) {
        if (request.getQueryString() != null) {
            // RFC 6749 §2.3.1: an address is kept in logs on its way.
            return error(
                    HttpStatus.BAD_REQUEST, "invalid_request", "parameters belong in the body, not in the address");
        }
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "a parameter is repeated");
        }
        Map<String, String> said = form.toSingleValueMap();
        String grant = said.getOrDefault("grant_type", "");
        if (grant.isEmpty()) {
            return error(HttpStatus.BAD_REQUEST, "invalid_request", "grant_type is required");
        }
        if (!grant.equals("client_credentials")) {
            return error(HttpStatus.BAD_REQUEST, "unsupported_grant_type", "only client_credentials is supported");
        }
        String assertion = said.getOrDefault("client_assertion", "");
        if (!JWT_BEARER.equals(said.get("client_assertion_type")) || assertion.isEmpty()) {
            return error(
                    HttpStatus.UNAUTHORIZED, "invalid_client", "a client_assertion of type jwt-bearer is required");
        }
        List<String> proofs = Collections.list(request.getHeaders("DPoP"));
        return switch (desk.token(assertion, Optional.ofNullable(said.get("client_id")), proofs)) {
            case TokenAnswer.Granted(String token, String type, java.time.Duration lifetime) ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Map.of("access_token", token, "token_type", type, "expires_in", lifetime.toSeconds()));
            case TokenAnswer.Unproven(String why) -> error(HttpStatus.BAD_REQUEST, "invalid_dpop_proof", why);
            case TokenAnswer.Refused(String why) -> error(HttpStatus.UNAUTHORIZED, "invalid_client", why);
        };
    }

    @PostMapping("/oauth2/token")
    ResponseEntity<Map<String, Object>> notAForm() {
        return error(
                HttpStatus.BAD_REQUEST, "invalid_request", "the request must be application/x-www-form-urlencoded");
    }

    @GetMapping("/.well-known/oauth-authorization-server")
    ResponseEntity<Map<String, Object>> metadata() {
        Map<String, Object> metadata = Map.ofEntries(
                Map.entry("issuer", issuer),
                Map.entry("token_endpoint", issuer + "/oauth2/token"),
                Map.entry("jwks_uri", issuer + "/.well-known/jwks.json"),
                Map.entry("response_types_supported", List.of()),
                Map.entry("grant_types_supported", List.of("client_credentials")),
                Map.entry("token_endpoint_auth_methods_supported", List.of("private_key_jwt")),
                Map.entry("token_endpoint_auth_signing_alg_values_supported", ALGORITHMS),
                Map.entry("dpop_signing_alg_values_supported", ALGORITHMS),
                Map.entry("service_documentation", issuer + "/docs/api"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(metadata);
    }

    /** 受保護資源中繼資料 (RFC 9728): what a refused request points to. */
    @GetMapping("/.well-known/oauth-protected-resource")
    ResponseEntity<Map<String, Object>> resource() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "resource",
                        issuer,
                        "authorization_servers",
                        List.of(issuer),
                        "bearer_methods_supported",
                        List.of("header"),
                        "dpop_signing_alg_values_supported",
                        ALGORITHMS,
                        "resource_documentation",
                        issuer + "/docs/api"));
    }

    private static ResponseEntity<Map<String, Object>> error(HttpStatus status, String error, String description) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of("error", error, "error_description", description));
    }
}
