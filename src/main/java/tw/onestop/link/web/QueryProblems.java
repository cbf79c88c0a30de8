package tw.onestop.link.web;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.http.Problem;
import tw.onestop.link.QueryDesk.Answer;

/** 查詢之拒絕 as told to machines, with what is left of the quota. */
final class QueryProblems {

    private QueryProblems() {}

    static ResponseEntity<Object> of(Answer.Refused refused, HttpHeaders headers) {
        HttpStatus status = switch (refused.code()) {
            case "unauthorizedPurpose", "unknownUser", "unauthorizedField", "unauthorizedArea", "rehearsalMissing" ->
                HttpStatus.FORBIDDEN;
            case "quotaExceeded" -> HttpStatus.TOO_MANY_REQUESTS;
            case "transactionIdReused", "followIdTaken", "subscriptionIdTaken", "encryptionKeyMissing" ->
                HttpStatus.CONFLICT;
            case "sheetUnavailable", "notAcceptable" -> HttpStatus.NOT_ACCEPTABLE;
            case "unknownPerson" -> HttpStatus.NOT_FOUND;
            case "trailUnavailable", "busy", "sheetUnsigned" -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> HttpStatus.BAD_REQUEST;
        };
        Quota quota = refused.quota();
        if (quota != null) {
            limits(quota, headers);
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(quota.resetSeconds()));
        }
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        return Problem.answer(headers, Problem.of(status, refused.code(), refused.detail(), refused.names()));
    }

    static ResponseEntity<Object> unrecorded(HttpHeaders headers) {
        return of(
                new Answer.Refused(
                        "trailUnavailable", "the query cannot be recorded now and was not answered", List.of(), null),
                headers);
    }

    static void limits(Quota quota, HttpHeaders headers) {
        headers.set("RateLimit-Policy", "\"query\";q=%d;w=60".formatted(quota.perMinute()));
        headers.set("RateLimit", "\"query\";r=%d;t=%d".formatted(Math.max(0, quota.remaining()), quota.resetSeconds()));
    }
}
