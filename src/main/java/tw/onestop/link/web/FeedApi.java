package tw.onestop.link.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.link.FeedDesk;
import tw.onestop.link.FeedDesk.Event;
import tw.onestop.link.FeedDesk.Followed;
import tw.onestop.link.FeedDesk.Following;
import tw.onestop.link.QueryDesk.Occasion;

/** 異動訊息介接: the feed of an agency, and whom it follows. */
@RestController
class FeedApi {

    private static final int MOST = 1000;
    private static final Pattern SEQUENCE = Pattern.compile("\\d{1,18}");
    private static final Pattern LIMIT = Pattern.compile("\\d{1,4}");

    private final FeedDesk desk;
    private final AccessDesk access;
    private final String baseUrl;

    FeedApi(FeedDesk desk, AccessDesk access, @Value("${onestop.base-url:http://localhost:8080}") String baseUrl) {
        this.desk = desk;
        this.access = access;
        this.baseUrl = baseUrl;
    }

    /** CloudEvents 1.0 without data of the person. */
    record CloudEvent(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            String datacontenttype,
            String sequence,
            Map<String, Object> data) {}

    @GetMapping("/v1/events")
    ResponseEntity<Object> events(
            @RequestParam(defaultValue = "0") String after, @RequestParam(defaultValue = "100") String limit) {
        if (!SEQUENCE.matcher(after).matches()) {
            return Problem.invalid("after", "notASequence", "after must be digits");
        }
        int wanted = LIMIT.matcher(limit).matches() ? Integer.parseInt(limit) : 0;
        if (wanted < 1 || wanted > MOST) {
            return Problem.invalid("limit", "outOfRange", "limit must be 1 to 1000");
        }
        FeedDesk.Page page = desk.events(Long.parseLong(after), wanted, access.currentAgency());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "events", page.events().stream().map(this::written).toList(),
                        "last", padded(page.last()),
                        "more", page.more()));
    }

    @PutMapping(
            path = "/v1/follows/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> follow(
            @PathVariable String id,
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte @Nullable [] body) {
        List<InvalidParam> wrong = new ArrayList<>();
        QueryBody.id(id, wrong);
        Occasion occasion = QueryBody.occasion(headers, wrong);
        String number =
                Bodies.object(body).map(json -> Bodies.text(json, "nationalId")).orElse(null);
        if (number == null || number.isBlank()) {
            wrong.add(new InvalidParam("nationalId", "missing", "the body must be a JSON object with nationalId"));
        }
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", occasion.transactionId().toString());
        if (!wrong.isEmpty() || number == null) {
            return Problem.answer(
                    answered,
                    Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "paramsValidation",
                            wrong.getFirst().reason(),
                            wrong));
        }
        try {
            return switch (desk.follow(id, occasion, number, access.currentAgency())) {
                case Following.Follows(Followed followed, boolean fresh, var quota) -> {
                    QueryProblems.limits(quota, answered);
                    yield ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK)
                            .headers(answered)
                            .body(written(followed));
                }
                case Following.Refused(var why) -> QueryProblems.of(why, answered);
            };
        } catch (DataAccessException | TransactionException away) {
            return QueryProblems.unrecorded(answered);
        }
    }

    @GetMapping("/v1/follows/{id}")
    ResponseEntity<Object> followed(@PathVariable String id) {
        return desk.followed(id, access.currentAgency())
                .map(followed -> ResponseEntity.ok((Object) written(followed)))
                .orElseGet(FeedApi::unknown);
    }

    @DeleteMapping("/v1/follows/{id}")
    ResponseEntity<Object> unfollow(@PathVariable String id) {
        return desk.unfollow(id, access.currentAgency())
                ? ResponseEntity.noContent().build()
                : unknown();
    }

    private CloudEvent written(Event event) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("purposes", event.purposes());
        data.put("fields", event.fields());
        if (event.concerns() != null) {
            data.put("concerns", event.concerns());
        }
        if (event.rights() != null) {
            data.put("kind", event.rights().kind());
            if (event.rights().on() != null) {
                data.put("on", event.rights().on().toString());
            }
        }
        return new CloudEvent(
                "1.0",
                event.id().toString(),
                baseUrl + "/v1/events",
                event.type().wireName(),
                event.subject(),
                event.at(),
                MediaType.APPLICATION_JSON_VALUE,
                padded(event.sequence()),
                data);
    }

    private static Map<String, Object> written(Followed followed) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", followed.id());
        body.put("subject", followed.subject());
        body.put("purpose", followed.purposeId());
        body.put("since", padded(followed.since()));
        body.put("at", followed.at());
        return body;
    }

    /** Twelve digits, as everywhere. */
    static String padded(long sequence) {
        return "%012d".formatted(sequence);
    }

    private static ResponseEntity<Object> unknown() {
        return Problem.answer(HttpStatus.NOT_FOUND, "notFound", "your agency follows nobody by this id");
    }
}
