package tw.onestop.audit.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.audit.LogDesk;
import tw.onestop.audit.LogDesk.Answer;
import tw.onestop.http.Problem;

/** 稽核證明: checkpoint, key and proofs, open to everybody; they tell that something was recorded, never of whom. */
@RestController
class AuditApi {

    private static final MediaType NOTE = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final LogDesk log;

    AuditApi(LogDesk log) {
        this.log = log;
    }

    /** 收錄證明 as it is answered. */
    record Inclusion(long index, long size, String leaf, List<byte[]> hashes) {}

    /** 一致性證明 as it is answered. */
    record Consistency(List<byte[]> hashes) {}

    @GetMapping("/v1/audit/checkpoint")
    ResponseEntity<Object> checkpoint() {
        return log.checkpoint()
                .map(AuditApi::text)
                .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "notYetIntegrated", "nothing is signed yet"));
    }

    @GetMapping("/v1/audit/key")
    ResponseEntity<Object> key() {
        return text(log.verifierKeys());
    }

    @GetMapping("/v1/audit/forks")
    ResponseEntity<Object> forks() {
        return text(String.join("\n", log.forks()));
    }

    @GetMapping("/v1/audit/proof")
    ResponseEntity<Object> proof(
            @RequestParam(required = false) @Nullable String transactionId,
            @RequestParam(required = false) @Nullable String index,
            @RequestParam(required = false) @Nullable String size) {
        if ((transactionId == null) == (index == null)) {
            return invalid("transactionId", "one of transactionId and index must be given");
        }
        if (size != null && !WHOLE.matcher(size).matches()) {
            return notWhole("size");
        }
        OptionalLong of = size == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size));
        if (transactionId != null) {
            return ID.matcher(transactionId).matches()
                    ? answer(log.proof(UUID.fromString(transactionId), of))
                    : invalid("transactionId", "transactionId is a UUID");
        }
        return index != null && WHOLE.matcher(index).matches()
                ? answer(log.proof(Long.parseLong(index), of))
                : notWhole("index");
    }

    @GetMapping("/v1/audit/consistency")
    ResponseEntity<Object> consistency(
            @RequestParam(required = false) @Nullable String first,
            @RequestParam(required = false) @Nullable String second) {
        if (first == null || !WHOLE.matcher(first).matches()) {
            return notWhole("first");
        }
        if (second == null || !WHOLE.matcher(second).matches()) {
            return notWhole("second");
        }
        return answer(log.consistency(Long.parseLong(first), Long.parseLong(second)));
    }

    private static ResponseEntity<Object> answer(Answer answer) {
        return switch (answer) {
            case Answer.Included proof -> {
                HttpHeaders more = new HttpHeaders();
                proof.next()
                        .ifPresent(next -> more.set(
                                HttpHeaders.LINK,
                                "</v1/audit/proof?index=%d&size=%d>; rel=\"next\"".formatted(next, proof.size())));
                yield json(more, new Inclusion(proof.index(), proof.size(), proof.leaf(), proof.hashes()));
            }
            case Answer.Consistent proof -> json(new HttpHeaders(), new Consistency(proof.hashes()));
            case Answer.NotYet() ->
                problem(
                        HttpStatus.NOT_FOUND,
                        "notYetIntegrated",
                        "the last checkpoint does not cover this yet; ask again after some seconds");
            case Answer.Unknown() ->
                problem(HttpStatus.NOT_FOUND, "notFound", "the trail has no such transaction or row");
            case Answer.OutOfRange(String parameter) ->
                invalid(parameter, "index is less than size, first not more than second, none below 0");
        };
    }

    private static ResponseEntity<Object> text(String content) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(NOTE)
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<Object> json(HttpHeaders headers, Object body) {
        return ResponseEntity.ok()
                .headers(headers)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    private static ResponseEntity<Object> notWhole(String name) {
        return invalid(name, name + " is a whole number, from 0");
    }

    private static ResponseEntity<Object> invalid(String name, String reason) {
        return problem(
                HttpStatus.BAD_REQUEST, "paramsValidation", reason, new Problem.InvalidParam(name, "invalid", reason));
    }

    private static ResponseEntity<Object> problem(
            HttpStatus status, String code, String detail, Problem.InvalidParam... invalidParams) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        return Problem.answer(headers, Problem.of(status, code, detail, List.of(invalidParams)));
    }
}
