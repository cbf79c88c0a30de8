package tw.onestop.link.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tw.onestop.http.Bodies;
import tw.onestop.http.HeaderText;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.NationalId;
import tw.onestop.link.QueryDesk.Occasion;
import tw.onestop.link.QueryDesk.Predicate;
import tw.onestop.link.QueryDesk.Query;

/** 查詢內容, headers and JSON of a query as far as they could be read. */
final class QueryBody {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    private QueryBody() {}

    static Query read(HttpHeaders headers, byte @Nullable [] body) {
        List<InvalidParam> wrong = new ArrayList<>();
        Occasion occasion = occasion(headers, wrong);
        JsonNode json = json(body, wrong);
        String type = json.path("type").asString("byNationalId");
        boolean predicate = type.equals("predicate");
        boolean byHousehold = type.equals("byHousehold");
        if (!predicate && !byHousehold && !type.equals("byNationalId")) {
            wrong.add(new InvalidParam("type", "unknown", "type is byNationalId, byHousehold or predicate"));
        }
        List<String> households = byHousehold ? texts(json, "householdNos", wrong) : List.of();
        if (byHousehold && households.isEmpty()) {
            wrong.add(new InvalidParam("householdNos", "missing", "householdNos must name at least one household"));
        }
        return new Query(
                occasion,
                texts(json, "nationalIds", wrong),
                predicate ? List.of() : texts(json, "fields", wrong),
                predicate ? predicates(json.path("predicates"), wrong) : List.of(),
                time(json, "asOf", QueryBody::day, "asOf is a civil date: 2026-01-01", wrong),
                time(json, "knownAt", Bodies::instant, "knownAt is an instant: 2026-01-01T08:00:00+08:00", wrong),
                wrong,
                households);
    }

    /** What every query is justified by, as its headers say. */
    static Occasion occasion(HttpHeaders headers, List<InvalidParam> wrong) {
        return new Occasion(
                HeaderText.transactionId(headers, wrong),
                HeaderText.said(headers, "RIS-Purpose-Id", wrong),
                HeaderText.said(headers, "RIS-Case-No", wrong),
                HeaderText.said(headers, "RIS-User-Id", wrong));
    }

    private static JsonNode json(byte @Nullable [] body, List<InvalidParam> wrong) {
        return Bodies.object(body).orElseGet(() -> {
            wrong.add(new InvalidParam("body", "notJson", "the body must be a JSON object"));
            return JsonNodeFactory.instance.objectNode();
        });
    }

    private static List<String> texts(JsonNode json, String name, List<InvalidParam> wrong) {
        JsonNode given = json.path(name);
        List<String> texts = new ArrayList<>();
        if (given.isMissingNode() || given.isNull()) {
            return texts;
        }
        if (!given.isArray()) {
            wrong.add(new InvalidParam(name, "notAList", name + " must be a list of texts"));
            return texts;
        }
        for (JsonNode one : given) {
            if (one.isString()) {
                texts.add(one.stringValue());
            } else {
                wrong.add(new InvalidParam(
                        "%s[%d]".formatted(name, texts.size()), "notAText", name + " holds texts only"));
                return texts;
            }
        }
        return texts;
    }

    private static List<Predicate> predicates(JsonNode given, List<InvalidParam> wrong) {
        List<Predicate> predicates = new ArrayList<>();
        if (!given.isArray() || given.isEmpty()) {
            wrong.add(new InvalidParam("predicates", "missing", "predicates must name at least one question"));
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
            JsonNode json, String name, Function<String, Optional<T>> read, String reason, List<InvalidParam> wrong) {
        String given = Bodies.text(json, name);
        if (given == null) {
            return null;
        }
        Optional<T> time = read.apply(given);
        if (time.isEmpty()) {
            wrong.add(new InvalidParam(name, "malformed", reason));
        }
        return time.orElse(null);
    }

    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    /** What an agency calls something of its own in addresses. */
    static void id(String id, List<InvalidParam> wrong) {
        if (!ID.matcher(id).matches()) {
            wrong.add(
                    new InvalidParam("id", "malformed", "id is 1 to 64 letters, digits, dots, hyphens or underlines"));
        } else if (NationalId.parse(id).isPresent()) {
            wrong.add(new InvalidParam("id", "personalData", "id stands in addresses: choose one that names nobody"));
        }
    }
}
