package tw.onestop.intake.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.intake.ReportDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 外部通報介接: one report by its number; sending it again is the same, sending it otherwise is its next version. */
@RestController
class ReportsApi {

    private static final String NOT_ALLOWED = "intake.report.kind.notAllowed";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReportDesk reports;
    private final AccessDesk access;
    private final MessageSource messages;

    ReportsApi(ReportDesk reports, AccessDesk access, MessageSource messages) {
        this.reports = reports;
        this.access = access;
        this.messages = messages;
    }

    @PutMapping(
            path = "/v1/reports/{reportNo}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> report(
            @PathVariable String reportNo, @RequestBody(required = false) byte @Nullable [] body) {
        Actor machine = access.currentAgency();
        String source = Objects.requireNonNull(machine.agency()).value();
        return switch (reports.receive(source, reportNo, values(body), machine)) {
            case ReportDesk.Received.Taken(int version, boolean again) ->
                ResponseEntity.status(again ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(Map.of("reportNo", reportNo, "version", version));
            case ReportDesk.Received.Returned(var refusals) -> problem(reportNo, refusals);
        };
    }

    /** What is no JSON object has no values, and each that is missing is said. */
    private static Map<String, String> values(byte @Nullable [] body) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            JsonNode node = JSON.readTree(body == null ? new byte[0] : body);
            if (node.isObject()) {
                node.forEachEntry((name, value) -> values.put(name, value.asString("")));
            }
        } catch (JacksonException notJson) {
            return Map.of();
        }
        return values;
    }

    private ResponseEntity<Object> problem(String reportNo, List<Refusal> refusals) {
        boolean allowed = refusals.stream().noneMatch(r -> r.code().equals(NOT_ALLOWED));
        HttpStatus status = allowed ? HttpStatus.BAD_REQUEST : HttpStatus.FORBIDDEN;
        String code = allowed ? "paramsValidation" : "reportNotAllowed";
        ProblemDetail problem = Problem.of(
                status,
                code,
                sentence(refusals.getFirst()),
                refusals.stream()
                        .map(r -> new Problem.InvalidParam(
                                r.field(), r.code().substring(r.code().lastIndexOf('.') + 1), sentence(r)))
                        .toList());
        problem.setInstance(URI.create("/v1/reports/" + (reportNo.matches("[0-9A-Za-z-]{1,40}") ? reportNo : "")));
        return Problem.answer(new HttpHeaders(), problem);
    }

    private String sentence(Refusal refusal) {
        return String.valueOf(
                messages.getMessage(refusal.code(), refusal.arguments().toArray(), refusal.code(), Locale.ENGLISH));
    }
}
