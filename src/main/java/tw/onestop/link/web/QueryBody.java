package tw.onestop.link.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.QueryDesk.Wrong;

/**
 * 查詢內容, headers and JSON of a query as far as they could be read.
 *
 * @param wrong what is missing or of another shape
 */
record QueryBody(Query query, List<Wrong> wrong) {

    private static final int LONGEST = 64;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static QueryBody read(HttpHeaders headers, byte @Nullable [] body) {
        List<Wrong> wrong = new ArrayList<>();
        Occasion occasion = new Occasion(
                transactionId(headers, wrong),
                header(headers, "RIS-Purpose-Id", wrong),
                header(headers, "RIS-Case-No", wrong),
                header(headers, "RIS-User-Id", wrong));
        JsonNode json = json(body, wrong);
        String type = json.path("type").asString("byNationalId");
        boolean predicate = type.equals("predicate");
        if (!predicate && !type.equals("byNationalId")) {
            wrong.add(new Wrong("type", "unknown", "type is byNationalId or predicate"));
        }
        Query query = new Query(
                occasion,
                texts(json, "nationalIds", wrong),
                predicate ? List.of() : texts(json, "fields", wrong),
                predicate ? predicates(json.path("predicates"), wrong) : List.of(),
                time(json, "asOf", LocalDate::parse, "asOf is a civil date: 2026-01-01", wrong),
                time(
                        json,
                        "knownAt",
                        text -> OffsetDateTime.parse(text).toInstant(),
                        "knownAt is an instant: 2026-01-01T08:00:00+08:00",
                        wrong));
        return new QueryBody(query, wrong);
    }

    private static UUID transactionId(HttpHeaders headers, List<Wrong> wrong) {
        String given = headers.getFirst("RIS-Transaction-Id");
        if (given == null) {
            return UUID.randomUUID();
        }
        try {
            return UUID.fromString(given);
        } catch (IllegalArgumentException notOne) {
            wrong.add(new Wrong("RIS-Transaction-Id", "malformed", "RIS-Transaction-Id is a UUID"));
            return UUID.randomUUID();
        }
    }

    private static String header(HttpHeaders headers, String name, List<Wrong> wrong) {
        String given = headers.getFirst(name);
        if (given == null || given.isBlank()) {
            wrong.add(new Wrong(name, "missing", "the header %s is required".formatted(name)));
            return "";
        }
        if (given.codePointCount(0, given.length()) > LONGEST) {
            wrong.add(new Wrong(name, "tooLong", "%s may have %d characters".formatted(name, LONGEST)));
        }
        return given.strip();
    }

    private static JsonNode json(byte @Nullable [] body, List<Wrong> wrong) {
        try {
            JsonNode read = JSON.readTree(body == null ? new byte[0] : body);
            if (read.isObject()) {
                return read;
            }
        } catch (JacksonException notJson) {
            // said below, as of any other body that is no object
        }
        wrong.add(new Wrong("body", "notJson", "the body must be a JSON object"));
        return JsonNodeFactory.instance.objectNode();
    }

    private static List<String> texts(JsonNode json, String name, List<Wrong> wrong) {
        JsonNode given = json.path(name);
        List<String> texts = new ArrayList<>();
        if (given.isMissingNode() || given.isNull()) {
            return texts;
        }
        if (!given.isArray()) {
            wrong.add(new Wrong(name, "notAList", name + " must be a list of texts"));
            return texts;
        }
        for (JsonNode one : given) {
            if (one.isString()) {
                texts.add(one.stringValue());
            } else {
                wrong.add(new Wrong("%s[%d]".formatted(name, texts.size()), "notAText", name + " holds texts only"));
                return texts;
            }
        }
        return texts;
    }

    private static List<Predicate> predicates(JsonNode given, List<Wrong> wrong) {
        List<Predicate> predicates = new ArrayList<>();
        if (!given.isArray() || given.isEmpty()) {
            wrong.add(new Wrong("predicates", "missing", "predicates must name at least one question"));
            return predicates;
        }
        for (JsonNode one : given) {
            predicates.add(new Predicate(
                    one.path("name").asString(""),
                    one.path("with").asString(""),
                    one.path("years").asInt(one.path("degree").asInt(0))));
        }
        return predicates;
    }

    private static <T> @Nullable T time(
            JsonNode json, String name, Function<String, T> read, String reason, List<Wrong> wrong) {
        JsonNode given = json.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        try {
            return read.apply(given.asString(""));
        } catch (DateTimeException notOne) {
            wrong.add(new Wrong(name, "malformed", reason));
            return null;
        }
    }
}
