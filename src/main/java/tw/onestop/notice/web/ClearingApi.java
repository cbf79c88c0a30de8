package tw.onestop.notice.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tw.onestop.access.AccessDesk;
import tw.onestop.exchange.EvidenceDesk.Tried;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sha256;
import tw.onestop.kernel.Text;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.notice.ClearingDesk.Answer;
import tw.onestop.notice.ClearingDesk.Answered;
import tw.onestop.notice.ClearingDesk.Finding;
import tw.onestop.notice.ClearingDesk.Line;
import tw.onestop.notice.ClearingDesk.Part;
import tw.onestop.notice.ClearingDesk.Replied;
import tw.onestop.notice.ClearingDesk.Which;

/** 清查介接: an agency's system takes its list of a month and answers it, many lines at once. */
@RestController
@RequestMapping("/v1/clearing/{month}")
class ClearingApi {

    private static final String READ = "notice.clearing.read";
    private static final String ANSWER = "notice.clearing.answer";
    private static final int MOST = 1000;
    /** So many answers fit into a request of a machine. */
    private static final int MOST_ANSWERS = 500;

    private static final int LONGEST_KEY = 255;

    private final ClearingDesk desk;
    private final AccessDesk access;

    ClearingApi(ClearingDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @GetMapping
    ResponseEntity<Object> list(
            @PathVariable String month,
            @RequestParam(defaultValue = "0") String after,
            @RequestParam(defaultValue = "100") String limit) {
        Optional<YearMonth> asked = ClearingDesk.month(month);
        int wanted = limit.matches("\\d{1,4}") ? Integer.parseInt(limit) : 0;
        if (asked.isEmpty()) {
            return refused(READ, "month", "notAMonth", "the month must be written as 2026-10");
        }
        if (!after.matches("\\d{1,9}")) {
            return refused(READ, "after", "notALine", "after must be the number of a line");
        }
        if (wanted < 1 || wanted > MOST) {
            return refused(READ, "limit", "outOfRange", "limit must be 1 to 1000");
        }
        return desk.lines(asked.get(), new Which(false, Integer.parseInt(after), wanted), access.currentAgency())
                .<ResponseEntity<Object>>map(part -> ResponseEntity.ok(shown(part, Integer.parseInt(after))))
                .orElseGet(ClearingApi::notBuilt);
    }

    @PostMapping(
            path = "/answers",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> answer(
            @PathVariable String month,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) byte @Nullable [] body) {
        if (key == null || key.isBlank()) {
            desk.refused(ANSWER, "idempotencyKeyMissing", access.currentAgency());
            return Problem.answer(
                    HttpStatus.BAD_REQUEST, "idempotencyKeyMissing", "the header Idempotency-Key is required");
        }
        if (key.length() > LONGEST_KEY) {
            return refused(ANSWER, "Idempotency-Key", "tooLong", "Idempotency-Key may have 255 characters");
        }
        Optional<YearMonth> asked = ClearingDesk.month(month);
        if (asked.isEmpty()) {
            return refused(ANSWER, "month", "notAMonth", "the month must be written as 2026-10");
        }
        List<InvalidParam> wrong = new ArrayList<>();
        List<Answer> answers = answers(Bodies.object(body), wrong);
        if (!wrong.isEmpty()) {
            desk.refused(ANSWER, wrong.getFirst().code(), access.currentAgency());
            return Problem.answer(
                    HttpStatus.BAD_REQUEST,
                    "paramsValidation",
                    wrong.getFirst().reason(),
                    wrong.toArray(InvalidParam[]::new));
        }
        byte[] digest = Sha256.of(
                asked.get().toString().getBytes(StandardCharsets.US_ASCII), body == null ? new byte[0] : body);
        return said(desk.answer(asked.get(), answers, new ClearingDesk.Request(key, digest), access.currentAgency()));
    }

    private static ResponseEntity<Object> said(Replied replied) {
        return switch (replied) {
            case Replied.Given(List<Answered> answers) ->
                ResponseEntity.ok(Map.of(
                        "answers",
                        answers.stream()
                                .map(one -> Map.of(
                                        "id",
                                        one.id().toString(),
                                        "result",
                                        one.result().name()))
                                .toList()));
            case Replied.NotBuilt() -> notBuilt();
            case Replied.KeyReused() ->
                Problem.answer(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotencyKeyReused",
                        "this Idempotency-Key was used with another body");
            case Replied.InProgress() ->
                Problem.answer(
                        HttpStatus.CONFLICT, "inProgress", "the first request with this key is still in progress");
        };
    }

    /** What is well-formed; whether it fits its item each line is told by itself. */
    private static List<Answer> answers(Optional<JsonNode> body, List<InvalidParam> wrong) {
        JsonNode lines = body.map(json -> json.path("answers")).orElse(null);
        if (lines == null || !lines.isArray() || lines.isEmpty()) {
            wrong.add(new InvalidParam("answers", "missing", "answers must be a list of at least one answer"));
            return List.of();
        }
        if (lines.size() > MOST_ANSWERS) {
            wrong.add(new InvalidParam("answers", "tooMany", "answers may have 500 lines"));
            return List.of();
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            answer(lines.get(i), "answers[" + i + "]", wrong).ifPresent(answers::add);
        }
        return answers;
    }

    private static Optional<Answer> answer(JsonNode line, String at, List<InvalidParam> wrong) {
        int before = wrong.size();
        Optional<UUID> id = Bodies.uuid(text(line, "id"));
        if (id.isEmpty()) {
            wrong.add(new InvalidParam(at + ".id", "notAnId", "id must be the id of a notice"));
        }
        Optional<Finding> finding = Arrays.stream(Finding.values())
                .filter(one -> one.name().equals(text(line, "answer")))
                .findFirst();
        if (finding.isEmpty()) {
            wrong.add(new InvalidParam(
                    at + ".answer", "unknownAnswer", "answer must be DONE, NOT_RECEIVED, REJECTED or NO_RECORD"));
        }
        String contactedBy = text(line, "contactedBy");
        if (!Set.of("", "PHONE", "SMS", "LETTER").contains(contactedBy)) {
            wrong.add(new InvalidParam(
                    at + ".contactedBy", "unknownContact", "contactedBy must be PHONE, SMS or LETTER"));
        }
        String contacted = text(line, "contactedAt");
        Optional<Instant> contactedAt = Bodies.instant(contacted);
        if (!contacted.isEmpty() && contactedAt.isEmpty()) {
            wrong.add(new InvalidParam(
                    at + ".contactedAt", "notAnInstant", "contactedAt must be an ISO 8601 instant with its offset"));
        }
        bounded(line, "reason", 1000, at, wrong);
        bounded(line, "agencyCaseNo", 100, at, wrong);
        return wrong.size() > before
                ? Optional.empty()
                : Optional.of(new Answer(
                        id.orElseThrow(),
                        finding.orElseThrow(),
                        text(line, "reason"),
                        contactedBy,
                        contactedAt.orElse(null),
                        text(line, "agencyCaseNo")));
    }

    private static void bounded(JsonNode line, String field, int most, String at, List<InvalidParam> wrong) {
        String given = text(line, field);
        if (Text.length(given) > most) {
            wrong.add(new InvalidParam(at + "." + field, "tooLong", field + " may have " + most + " characters"));
        }
        if (given.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0)) {
            wrong.add(new InvalidParam(
                    at + "." + field, "controlCharacter", field + " may hold no control characters but line breaks"));
        }
    }

    private static String text(JsonNode line, String field) {
        String given = Bodies.text(line, field);
        return given == null ? "" : given;
    }

    private static Map<String, Object> shown(Part part, int after) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("number", part.head().number());
        shown.put("month", part.head().month().toString());
        shown.put("builtAt", part.head().builtAt().toString());
        shown.put("items", part.head().items());
        Integer waiting = part.waiting();
        if (waiting != null) {
            shown.put("waiting", waiting);
        }
        shown.put("lines", part.lines().stream().map(ClearingApi::shown).toList());
        shown.put(
                "last", part.lines().isEmpty() ? after : part.lines().getLast().no());
        shown.put("more", part.more());
        return shown;
    }

    private static Map<String, Object> shown(Line line) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("line", line.no());
        shown.put("id", line.id().toString());
        shown.put("type", line.type());
        shown.put("status", line.was().name());
        shown.put("since", line.wasSince().toString());
        shown.put("now", line.now().name());
        Finding said = line.said();
        if (said != null) {
            shown.put("answer", said.name());
        }
        shown.put("attempts", line.tried().stream().map(ClearingApi::shown).toList());
        return shown;
    }

    private static Map<String, Object> shown(Tried tried) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", tried.at().toString());
        shown.put("sequence", "%012d".formatted(tried.sequence()));
        shown.put("outcome", tried.outcome());
        if (tried.status() > 0) {
            shown.put("status", tried.status());
        }
        return shown;
    }

    private ResponseEntity<Object> refused(String action, String field, String code, String reason) {
        Actor machine = access.currentAgency();
        desk.refused(action, code, machine);
        return Problem.invalid(field, code, reason);
    }

    private static ResponseEntity<Object> notBuilt() {
        return Problem.answer(HttpStatus.NOT_FOUND, "notBuilt", "the lists of this month have not been made");
    }
}
