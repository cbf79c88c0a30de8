package tw.onestop.link.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.link.QueryDesk;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Held;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.QueryDesk.Quota;

/** 線上查詢介接: persons by number, field by field within the grant, and yes/no questions. */
@RestController
class PersonsApi {

    private final QueryDesk desk;
    private final AccessDesk access;

    PersonsApi(QueryDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @PostMapping(
            path = "/v1/persons/query",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> query(
            @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body) {
        Query query = QueryBody.read(headers, body);
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", query.occasion().transactionId().toString());
        try {
            return switch (desk.query(query, access.currentAgency())) {
                case Answer.Answered answer -> answer(query, answer, answered);
                case Answer.Refused refused -> problem(refused, answered);
            };
        } catch (DataAccessException | TransactionException noTrail) {
            answered.set(HttpHeaders.RETRY_AFTER, "5");
            return problem(
                    new Answer.Refused(
                            "trailUnavailable",
                            "the query cannot be recorded now and was not answered",
                            List.of(),
                            null),
                    answered);
        }
    }

    private static ResponseEntity<Object> answer(Query query, Answer.Answered answer, HttpHeaders headers) {
        limits(answer.quota(), headers);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("transactionId", query.occasion().transactionId().toString());
        if (query.predicates().isEmpty()) {
            body.put("persons", answer.persons());
        } else {
            body.put("answers", answer.holds().stream().map(PersonsApi::held).toList());
        }
        return ResponseEntity.ok().headers(headers).body(body);
    }

    private static Map<String, @Nullable Object> held(Held held) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("nationalId", held.number());
        answer.put("name", held.predicate());
        answer.put("holds", held.holds());
        return answer;
    }

    static ResponseEntity<Object> problem(Answer.Refused refused, HttpHeaders headers) {
        HttpStatus status = switch (refused.code()) {
            case "unauthorizedPurpose", "unknownUser", "unauthorizedField" -> HttpStatus.FORBIDDEN;
            case "quotaExceeded" -> HttpStatus.TOO_MANY_REQUESTS;
            case "transactionIdReused", "encryptionKeyMissing" -> HttpStatus.CONFLICT;
            case "trailUnavailable" -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_REQUEST;
        };
        Quota quota = refused.quota();
        if (quota != null) {
            limits(quota, headers);
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(quota.resetSeconds()));
        }
        return Problem.answer(headers, Problem.of(status, refused.code(), refused.detail(), refused.names()));
    }

    private static void limits(Quota quota, HttpHeaders headers) {
        headers.set("RateLimit-Policy", "\"query\";q=%d;w=60".formatted(quota.perMinute()));
        headers.set("RateLimit", "\"query\";r=%d;t=%d".formatted(Math.max(0, quota.remaining()), quota.resetSeconds()));
    }
}
