package tw.onestop.link.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.SubscriptionDesk;
import tw.onestop.link.SubscriptionDesk.Every;
import tw.onestop.link.SubscriptionDesk.Run;
import tw.onestop.link.SubscriptionDesk.Subscribing;
import tw.onestop.link.SubscriptionDesk.Subscription;
import tw.onestop.link.SubscriptionDesk.What;

/** 檔案訂閱介接: files of those who changed come by themselves, every hour or day. */
@RestController
class SubscriptionsApi {

    private final SubscriptionDesk desk;
    private final AccessDesk access;

    SubscriptionsApi(SubscriptionDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @PutMapping(
            path = "/v1/subscriptions/{id}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> subscribe(
            @PathVariable String id,
            @RequestHeader HttpHeaders headers,
            @RequestBody(required = false) byte @Nullable [] body) {
        List<InvalidParam> wrong = new ArrayList<>();
        QueryBody.id(id, wrong);
        Occasion occasion = QueryBody.occasion(headers, wrong);
        Optional<JsonNode> json = Bodies.object(body);
        Every every =
                json.map(object -> every(object.path("every").asString(""))).orElse(null);
        if (every == null) {
            wrong.add(new InvalidParam("every", "unknown", "every is HOUR or DAY"));
        }
        List<String> fields = json.map(object -> fields(object.path("fields"))).orElse(List.of());
        if (fields.isEmpty()) {
            wrong.add(new InvalidParam("fields", "missing", "fields must name at least one field"));
        }
        String area = json.map(object -> object.get("area"))
                .filter(one -> !one.isNull())
                .map(one -> one.asString(""))
                .orElse(null);
        if (area != null && !area.matches("\\d{5}|\\d{8}")) {
            wrong.add(new InvalidParam(
                    "area", "format", "area is the code of a county (five digits) or township (eight)"));
        }
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", occasion.transactionId().toString());
        if (!wrong.isEmpty() || every == null) {
            return QueryProblems.of(
                    new Answer.Refused("paramsValidation", wrong.getFirst().reason(), wrong, null), answered);
        }
        try {
            return switch (desk.subscribe(id, occasion, new What(fields, every, area), access.currentAgency())) {
                case Subscribing.Subscribed(Subscription subscription, boolean fresh) ->
                    ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK)
                            .headers(answered)
                            .body(written(subscription));
                case Subscribing.Refused(Answer.Refused why) -> QueryProblems.of(why, answered);
            };
        } catch (DataAccessException | TransactionException away) {
            return QueryProblems.unrecorded(answered);
        }
    }

    @GetMapping("/v1/subscriptions")
    Map<String, Object> subscriptions() {
        return Map.of(
                "subscriptions",
                desk.subscriptions(access.currentAgency()).stream()
                        .map(SubscriptionsApi::written)
                        .toList());
    }

    @GetMapping("/v1/subscriptions/{id}")
    ResponseEntity<Object> subscription(@PathVariable String id) {
        return desk.subscription(id, access.currentAgency())
                .map(found -> ResponseEntity.ok((Object) written(found)))
                .orElseGet(SubscriptionsApi::unknown);
    }

    @DeleteMapping("/v1/subscriptions/{id}")
    ResponseEntity<Object> unsubscribe(@PathVariable String id) {
        return desk.unsubscribe(id, access.currentAgency())
                ? ResponseEntity.ok(Map.of("id", id, "subscribed", false))
                : unknown();
    }

    private static @Nullable Every every(String typed) {
        return switch (typed) {
            case "HOUR" -> Every.HOUR;
            case "DAY" -> Every.DAY;
            default -> null;
        };
    }

    private static List<String> fields(JsonNode given) {
        List<String> fields = new ArrayList<>();
        given.forEach(one -> fields.add(one.asString("")));
        return fields;
    }

    private static Map<String, Object> written(Subscription one) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", one.id());
        body.put("purpose", one.purposeId());
        body.put("fields", one.what().fields());
        body.put("every", one.what().every().name());
        if (one.what().area() != null) {
            body.put("area", one.what().area());
        }
        body.put("since", FeedApi.padded(one.since()));
        body.put("nextAt", one.nextAt().toString());
        if (!one.stopped().isEmpty()) {
            body.put("stopped", one.stopped());
        }
        body.put("runs", one.runs().stream().map(SubscriptionsApi::written).toList());
        return body;
    }

    private static Map<String, Object> written(Run run) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("at", run.at().toString());
        body.put("since", FeedApi.padded(run.since()));
        body.put("until", FeedApi.padded(run.until()));
        body.put("persons", run.persons());
        if (run.file() != null) {
            body.put("file", run.file().toString());
        }
        return body;
    }

    private static ResponseEntity<Object> unknown() {
        return Problem.answer(HttpStatus.NOT_FOUND, "notFound", "your agency has no subscription of this id");
    }
}
