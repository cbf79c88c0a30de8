package tw.onestop.payment.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.kernel.Refusal;
import tw.onestop.payment.ReconciliationDesk;
import tw.onestop.payment.ReconciliationDesk.Delivered;

/** 代收檔傳送: the collecting bank's machine brings the file of a day; wrong lines come back and nothing of the file is taken. */
@RestController
class DayFileApi {

    private static final String CSV = "text/csv";

    private final ReconciliationDesk days;
    private final AccessDesk access;
    private final MessageSource words;

    DayFileApi(ReconciliationDesk days, AccessDesk access, MessageSource words) {
        this.days = days;
        this.access = access;
        this.words = words;
    }

    @PutMapping(
            path = "/v1/payments/days/{day}",
            consumes = {CSV, MediaType.TEXT_PLAIN_VALUE, Bodies.UNSAID})
    ResponseEntity<Object> deliver(@PathVariable String day, @RequestBody(required = false) byte @Nullable [] file) {
        return switch (days.deliver(day, file == null ? new byte[0] : file, access.currentAgency())) {
            case Delivered.Taken taken ->
                ResponseEntity.status(taken.again() ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(shown(day, taken));
            case Delivered.Refused(List<Refusal> wrong) ->
                Problem.answer(
                        new HttpHeaders(),
                        Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "paramsValidation",
                                "nothing of the file was taken",
                                wrong.stream().map(this::param).toList()));
            case Delivered.NoCollector _ ->
                Problem.answer(HttpStatus.FORBIDDEN, "noCollector", "this agency collects no fees for the offices");
        };
    }

    private static Map<String, Object> shown(String day, Delivered.Taken taken) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("day", day);
        shown.put("version", taken.version());
        shown.put("lines", taken.lines());
        shown.put("total", taken.total());
        shown.put("differences", taken.open());
        return shown;
    }

    /** {@code file} or {@code day}, with the sentence that a person at the page would read, which names the line. */
    private Problem.InvalidParam param(Refusal wrong) {
        String code = wrong.code().substring(wrong.code().lastIndexOf('.') + 1);
        return new Problem.InvalidParam(
                wrong.field(),
                code,
                words.getMessage(wrong.code(), wrong.arguments().toArray(), Locale.ENGLISH));
    }
}
