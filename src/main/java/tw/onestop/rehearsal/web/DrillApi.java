package tw.onestop.rehearsal.web;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.rehearsal.DrillDesk;
import tw.onestop.rehearsal.DrillDesk.Replied;
import tw.onestop.rehearsal.DrillDesk.Status;

/** 演練通報介接: pulled and replied to as notices are. */
@RestController
@RequestMapping("/v1/rehearsals")
class DrillApi {

    private static final int MOST = 1000;

    private final DrillDesk desk;
    private final AccessDesk access;

    DrillApi(DrillDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @GetMapping("/notices")
    ResponseEntity<Object> notices(
            @RequestParam(defaultValue = "0") String after, @RequestParam(defaultValue = "100") String limit) {
        if (!after.matches("\\d{1,18}")) {
            return Problem.invalid("after", "notASequence", "after must be digits");
        }
        int wanted = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MOST) {
            return Problem.invalid("limit", "outOfRange", "limit must be 1 to 1000");
        }
        return ResponseEntity.ok(desk.notices(Long.parseLong(after), wanted, access.currentAgency()));
    }

    @PostMapping(
            path = "/notices/{id}/replies",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> reply(
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (key == null || key.isBlank()) {
            return Problem.answer(
                    HttpStatus.BAD_REQUEST, "idempotencyKeyMissing", "the header Idempotency-Key is required");
        }
        JsonNode json = Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode);
        String said = Bodies.text(json, "status");
        Optional<Status> status = Arrays.stream(Status.values())
                .filter(one -> one.name().equals(said))
                .findFirst();
        if (status.isEmpty()) {
            return Problem.invalid(
                    "status", "unknownStatus", "status must be RECEIVED, COMPLETED, REJECTED or NO_RECORD");
        }
        if (status.get() == Status.REJECTED && text(json, "reason").isBlank()) {
            return Problem.answer(
                    HttpStatus.BAD_REQUEST,
                    "reasonMissing",
                    "a rejection needs its reason",
                    new Problem.InvalidParam("reason", "missing", "a rejection needs its reason"));
        }
        String caseNo = text(json, "agencyCaseNo").strip();
        if (caseNo.chars().anyMatch(Character::isISOControl)) {
            return Problem.invalid("agencyCaseNo", "controlCharacter", "agencyCaseNo may hold no control characters");
        }
        Replied replied = Bodies.uuid(id)
                .map(notice -> desk.reply(notice, status.get(), caseNo, access.currentAgency()))
                .orElse(Replied.UNKNOWN);
        return switch (replied) {
            case TAKEN, SAME_AGAIN -> ResponseEntity.ok(Map.of("id", id, "result", replied.name()));
            case NOT_FORWARD ->
                Problem.answer(HttpStatus.CONFLICT, "statusNotForward", "the item is past this status already");
            case UNKNOWN ->
                Problem.answer(HttpStatus.NOT_FOUND, "unknownNotice", "no such notice was sent to this agency");
        };
    }

    /** What the agency's system holds now, which no real interface asks: here it is how one sees what came of the notices. */
    @PutMapping(
            path = "/holdings",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> holds(@RequestBody(required = false) byte @Nullable [] body) {
        JsonNode json = Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode);
        String address = text(json, "address.full");
        if (address.isBlank()) {
            return Problem.invalid("address.full", "missing", "address.full says which address you hold");
        }
        String number = text(json, "nationalId").strip();
        return desk.holds(number, address, access.currentAgency())
                ? ResponseEntity.ok(Map.of("nationalId", number, "result", "TAKEN"))
                : Problem.answer(HttpStatus.NOT_FOUND, "unknownPerson", "nobody of the rehearsal bears this number");
    }

    private static String text(JsonNode json, String field) {
        String text = Bodies.text(json, field);
        return text == null ? "" : text;
    }
}
