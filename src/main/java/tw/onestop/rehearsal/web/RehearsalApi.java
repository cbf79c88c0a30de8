package tw.onestop.rehearsal.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.kernel.Refusal;
import tw.onestop.rehearsal.Cast;
import tw.onestop.rehearsal.RehearsalDesk;
import tw.onestop.rehearsal.RehearsalDesk.Run;

/** 介接演練介接: the run, its stations and its keys. */
@RestController
@RequestMapping("/v1/rehearsals")
class RehearsalApi {

    private static final Map<String, String> KEYS = Map.of(
            "rehearsal.keys.missing", "the body must be a JWK set: {\"keys\": […]}",
            "rehearsal.keys.unreadable", "the body is no JWK set in JSON",
            "rehearsal.keys.none", "the set holds no key",
            "rehearsal.keys.tooMany", "at most four keys, 16000 characters in all",
            "rehearsal.keys.secret", "a secret key was sent: keep it, make another one, and send public keys only",
            "rehearsal.keys.weak", "keys are P-256, or RSA of 2048 bits or more");

    private final RehearsalDesk desk;
    private final AccessDesk access;

    RehearsalApi(RehearsalDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @PostMapping
    ResponseEntity<Object> begin() {
        return desk.begin(access.currentAgency())
                .<ResponseEntity<Object>>map(
                        run -> ResponseEntity.status(HttpStatus.CREATED).body(shown(run)))
                .orElseGet(RehearsalApi::none);
    }

    @GetMapping("/current")
    ResponseEntity<Object> current() {
        return desk.run(access.currentAgency())
                .<ResponseEntity<Object>>map(run -> ResponseEntity.ok(shown(run)))
                .orElseGet(RehearsalApi::none);
    }

    @PutMapping(
            path = "/keys",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> keys(@RequestBody(required = false) byte @Nullable [] body) {
        String typed = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        Optional<Refusal> refusal =
                desk.register(typed, access.currentAgency()).stream().findFirst();
        return refusal.map(no -> Problem.invalid(
                        "keys", no.code().replaceFirst(".*\\.", ""), KEYS.getOrDefault(no.code(), no.code())))
                .orElseGet(this::current);
    }

    private static ResponseEntity<Object> none() {
        return Problem.answer(HttpStatus.NOT_FOUND, "noRehearsal", "this agency has registered no keys to rehearse");
    }

    private static Map<String, @Nullable Object> shown(Run run) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", run.id().toString());
        shown.put("agency", run.agency().value());
        shown.put("clientId", run.clientId());
        shown.put("startedAt", run.startedAt().toString());
        shown.put("passedOn", run.passedOn() == null ? null : run.passedOn().toString());
        shown.put(
                "stations",
                run.stops().stream()
                        .map(stop -> Map.of(
                                "station",
                                stop.station().name(),
                                "state",
                                stop.state().name(),
                                "todo",
                                Hints.of(stop)))
                        .toList());
        shown.put(
                "cast",
                Map.of(
                        "purposes", List.of(Cast.PURPOSE, Cast.SCARCE),
                        "officer", Cast.OFFICER,
                        "fields", Cast.FIELDS,
                        "found", List.of(Cast.MOVED, Cast.MOVED_TWICE),
                        "unknown", Cast.UNKNOWN,
                        "hidden", Cast.HIDDEN,
                        "outage", Cast.AWAY));
        return shown;
    }
}
