package tw.onestop.http;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** 問題說明, a refusal to a machine: RFC 9457 with {@code code}, which programs decide by, and {@code invalidParams}. */
public final class Problem {

    private Problem() {}

    /** 不合規欄位. */
    public record InvalidParam(String name, String code, String reason) {}

    /** Its instance is the address asked for, if nobody sets another. */
    public static ProblemDetail of(HttpStatus status, String code, String detail, List<InvalidParam> params) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:onestop:problem:" + code));
        problem.setProperty("code", code);
        problem.setProperty("invalidParams", params);
        return problem;
    }

    public static ResponseEntity<Object> answer(HttpHeaders headers, ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    public static ResponseEntity<Object> answer(HttpStatus status, String code, String detail, InvalidParam... params) {
        return answer(new HttpHeaders(), of(status, code, detail, List.of(params)));
    }

    /** 400 {@code paramsValidation} about one of them. */
    public static ResponseEntity<Object> invalid(String name, String code, String reason) {
        return answer(HttpStatus.BAD_REQUEST, "paramsValidation", reason, new InvalidParam(name, code, reason));
    }
}
