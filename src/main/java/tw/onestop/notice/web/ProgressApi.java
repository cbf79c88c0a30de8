package tw.onestop.notice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.agency.Agency;
import tw.onestop.http.Problem;
import tw.onestop.notice.ItemStatus;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.ProgressAnswer;
import tw.onestop.notice.Receipt;

/** 進度查詢: statuses and contact windows by number and code, never personal data. */
@RestController
class ProgressApi {

    private final NoticeDesk notices;

    ProgressApi(NoticeDesk notices) {
        this.notices = notices;
    }

    /** What is asked. */
    record Question(@Nullable String receiptNo, @Nullable String code) {}

    /** What is answered. */
    record Progress(List<Item> items) {}

    /**
     * @param agency its code
     * @param contact its window, to be shown as it is
     */
    record Item(String agency, String programme, ItemStatus status, Instant since, String contact) {}

    @PostMapping(path = "/v1/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> progress(@RequestBody Question question, HttpServletRequest request) {
        String receiptNo = question.receiptNo();
        String code = question.code();
        if (receiptNo == null || code == null) {
            return problem(missing(receiptNo == null ? "receiptNo" : "code"), new HttpHeaders());
        }
        return switch (notices.progress(receiptNo, code, request.getRemoteAddr())) {
            case ProgressAnswer.Found(Receipt receipt) ->
                ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new Progress(
                                receipt.items().stream().map(ProgressApi::item).toList()));
            case ProgressAnswer.NotFound() ->
                problem(problemOf(HttpStatus.NOT_FOUND, "notFound", "查無資料 No such number and code"), new HttpHeaders());
            case ProgressAnswer.Wait(Duration atLeast) -> {
                HttpHeaders headers = new HttpHeaders();
                headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, atLeast.toSeconds() + 1)));
                yield problem(
                        problemOf(HttpStatus.TOO_MANY_REQUESTS, "tooManyAttempts", "查詢過於頻繁 Too many attempts"),
                        headers);
            }
        };
    }

    /** Neither of the two could be read. */
    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Object> unreadable() {
        return problem(
                invalid("", "bodyInvalid", "a JSON object with receiptNo and code, both texts, is needed"),
                new HttpHeaders());
    }

    private static Item item(Receipt.Item item) {
        Agency agency = item.agency();
        return new Item(
                agency.code().value(),
                item.programme(),
                item.status(),
                item.since(),
                "%s %s %s（%s）"
                        .formatted(
                                agency.name(),
                                agency.contact().unit(),
                                agency.contact().phone(),
                                agency.contact().hours()));
    }

    private static ProblemDetail missing(String name) {
        return invalid(name, "missing", name + " must be given");
    }

    private static ProblemDetail invalid(String name, String code, String reason) {
        return titled(
                Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "paramsValidation",
                        reason,
                        List.of(new Problem.InvalidParam(name, code, reason))),
                "欄位缺漏或格式不符 A value is missing or malformed");
    }

    private static ProblemDetail problemOf(HttpStatus status, String code, String title) {
        return titled(Problem.of(status, code, title, List.of()), title);
    }

    /** Citizens' programs show the title as it is. */
    private static ProblemDetail titled(ProblemDetail problem, String title) {
        problem.setTitle(title);
        problem.setInstance(URI.create("/v1/progress"));
        return problem;
    }

    private static ResponseEntity<Object> problem(ProblemDetail problem, HttpHeaders headers) {
        headers.setCacheControl("no-store");
        return Problem.answer(headers, problem);
    }
}
