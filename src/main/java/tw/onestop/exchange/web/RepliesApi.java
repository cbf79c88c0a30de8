package tw.onestop.exchange.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.exchange.MachineDesk;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.exchange.ReplyBody;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sha256;

/** 通報回復: what an agency answers about one item. */
@RestController
@RequestMapping("/v1/notices/{id}/replies")
class RepliesApi {

    private static final int LONGEST_KEY = 255;

    private final MachineDesk desk;

    RepliesApi(MachineDesk desk) {
        this.desk = desk;
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> reply(
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        return Caller.machine()
                .map(machine -> answer(id, key, body == null ? new byte[0] : body, machine))
                .orElseGet(Caller::turnedAway);
    }

    private ResponseEntity<Object> answer(String id, @Nullable String key, byte[] body, Actor machine) {
        if (key != null && key.length() > LONGEST_KEY) {
            desk.refused("exchange.reply", null, "idempotencyKeyTooLong", machine);
            return Problem.invalid("Idempotency-Key", "tooLong", "Idempotency-Key may have 255 characters");
        }
        if (key == null || key.isBlank()) {
            desk.refused("exchange.reply", null, "idempotencyKeyMissing", machine);
            return Problem.answer(
                    HttpStatus.BAD_REQUEST, "idempotencyKeyMissing", "the header Idempotency-Key is required");
        }
        Optional<UUID> notice = Bodies.uuid(id);
        if (notice.isEmpty()) {
            desk.refused("exchange.reply", null, "unknownNotice", machine);
            return said(notice.orElse(new UUID(0, 0)), ReplyAnswer.UNKNOWN);
        }
        return switch (ReplyBody.read(body)) {
            case ReplyBody.Wrong wrong -> {
                desk.refused("exchange.reply", notice.get().toString(), wrong.code(), machine);
                yield Problem.invalid(wrong.field(), wrong.code(), wrong.reason());
            }
            case ReplyBody.Right right ->
                replied(
                        notice.get(),
                        right.reply(),
                        key,
                        Sha256.of(notice.get().toString().getBytes(StandardCharsets.US_ASCII), body),
                        machine);
        };
    }

    private ResponseEntity<Object> replied(UUID id, Reply reply, String key, byte[] digest, Actor machine) {
        return switch (desk.reply(id, reply, key, digest, machine)) {
            case MachineDesk.Replied.Answered answered -> said(id, answered.answer());
            case MachineDesk.Replied.KeyReused reused ->
                Problem.answer(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotencyKeyReused",
                        "this Idempotency-Key was used with another body");
            case MachineDesk.Replied.InProgress busy ->
                Problem.answer(
                        HttpStatus.CONFLICT, "inProgress", "the first request with this key is still in progress");
        };
    }

    private static ResponseEntity<Object> said(UUID id, ReplyAnswer answer) {
        return switch (answer) {
            case TAKEN, SAME_AGAIN -> ResponseEntity.ok(Map.of("id", id.toString(), "result", answer.name()));
            case UNKNOWN -> Problem.answer(HttpStatus.NOT_FOUND, answer.code(), answer.says());
            case NOT_FORWARD, RESULT_NOT_WANTED -> Problem.answer(HttpStatus.CONFLICT, answer.code(), answer.says());
            case REASON_MISSING ->
                Problem.answer(
                        HttpStatus.BAD_REQUEST,
                        answer.code(),
                        answer.says(),
                        new Problem.InvalidParam("reason", "missing", answer.says()));
        };
    }
}
