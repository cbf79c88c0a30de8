package tw.onestop.exchange.web;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.kernel.Actor;

/** 端點介接: where an agency's machine listens. */
@RestController
@RequestMapping("/v1/endpoints/{endpointId}")
class EndpointsApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MachineDesk desk;
    private final Clock clock;

    EndpointsApi(MachineDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<Object> show(@PathVariable String endpointId) {
        return byMachine(machine -> desk.endpoint(endpointId, machine)
                .<ResponseEntity<Object>>map(endpoint -> ResponseEntity.ok(shown(endpoint)))
                .orElseGet(EndpointsApi::unknown));
    }

    @PutMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> change(
            @PathVariable String endpointId, @RequestBody(required = false) byte @Nullable [] body) {
        return byMachine(machine -> {
            Optional<JsonNode> read = Bodies.object(body);
            if (read.isEmpty()) {
                return refused(machine, "change", endpointId, "", "bodyInvalid", "the body is no JSON object");
            }
            String url = Bodies.text(read.get(), "url");
            JsonNode jwk = read.get().get("encryptionJwk");
            String key = jwk == null || jwk.isNull() ? "" : jwk.isString() ? jwk.stringValue() : jwk.toString();
            if (url == null && key.isEmpty()) {
                return refused(machine, "change", endpointId, "url", "missing", "url is required");
            }
            return switch (desk.change(endpointId, url, key, machine)) {
                case MachineDesk.Change.Changed changed -> ResponseEntity.ok(shown(changed.endpoint()));
                case MachineDesk.Change.Unknown none -> unknown();
                case MachineDesk.Change.Refused refused -> refusal(refused);
            };
        });
    }

    @PostMapping(
            path = "/recover",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> recover(
            @PathVariable String endpointId, @RequestBody(required = false) byte @Nullable [] body) {
        return byMachine(machine -> {
            Optional<JsonNode> read = Bodies.object(body);
            if (read.isEmpty()) {
                return refused(machine, "recover", endpointId, "", "bodyInvalid", "the body is no JSON object");
            }
            Optional<Instant> since = Bodies.instant(Bodies.text(read.get(), "since"));
            String untilText = Bodies.text(read.get(), "until");
            Optional<Instant> until = untilText == null ? Optional.of(clock.instant()) : Bodies.instant(untilText);
            if (since.isEmpty()) {
                return refused(
                        machine, "recover", endpointId, "since", "notAnInstant", "since must be an ISO 8601 instant");
            }
            if (until.isEmpty() || until.get().isBefore(since.get())) {
                return refused(
                        machine,
                        "recover",
                        endpointId,
                        "until",
                        "notAnInstant",
                        "until must be an ISO 8601 instant, not before since");
            }
            return desk.recover(endpointId, since.get(), until.get(), machine)
                    .<ResponseEntity<Object>>map(
                            count -> ResponseEntity.accepted().body(Map.of("resent", count)))
                    .orElseGet(EndpointsApi::unknown);
        });
    }

    private ResponseEntity<Object> refused(
            Actor machine, String what, String endpointId, String field, String code, String reason) {
        String bounded = endpointId.substring(0, Math.min(64, endpointId.length()));
        desk.refused("exchange.endpoint." + what, bounded, code, machine);
        return Problem.invalid(field, code, reason);
    }

    private static ResponseEntity<Object> byMachine(Function<Actor, ResponseEntity<Object>> work) {
        return Caller.machine().map(work).orElseGet(Caller::turnedAway);
    }

    private static ResponseEntity<Object> refusal(MachineDesk.Change.Refused refused) {
        String reason = switch (refused.code()) {
            case "privateTarget" -> "the address is private, loopback, link-local or otherwise not public";
            case "urlNotHttps" -> "the url must be https";
            case "urlUnknownHost" -> "the host's name does not resolve";
            case "keyInvalid" -> "a public JWK is needed: EC P-256, P-384, P-521, or RSA of 2048 bits or more";
            default -> "an absolute url without user information and fragment is needed";
        };
        String code = refused.code().equals("privateTarget") ? "privateTarget" : "paramsValidation";
        return Problem.answer(
                HttpStatus.BAD_REQUEST,
                code,
                reason,
                new Problem.InvalidParam(refused.field(), refused.code(), reason));
    }

    private static ResponseEntity<Object> unknown() {
        return Problem.answer(HttpStatus.NOT_FOUND, "unknownEndpoint", "no such endpoint of this agency");
    }

    private static Map<String, Object> shown(MachineDesk.Machine endpoint) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("endpointId", endpoint.endpointId());
        shown.put("agency", endpoint.agency().value());
        shown.put("url", endpoint.url());
        if (!endpoint.encryptionJwk().isEmpty()) {
            shown.put("encryptionJwk", JSON.readTree(endpoint.encryptionJwk()));
        }
        shown.put("disabled", endpoint.disabled());
        shown.put("failuresInARow", endpoint.failuresInARow());
        if (endpoint.lastSuccess() != null) {
            shown.put("lastSuccess", endpoint.lastSuccess().toString());
        }
        shown.put("waiting", endpoint.waiting());
        return shown;
    }
}
