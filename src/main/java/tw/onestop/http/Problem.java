package tw.onestop.exchange.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** 問題說明, a refusal to a machine: RFC 9457 with {@code code}, which programs decide by, and {@code invalidParams}. */
final class Problem {

    private Problem() {}

    /** 不合規欄位. */
    record InvalidParam(String name, String code, String reason) {}

    static ResponseEntity<Object> answer(HttpStatus status, String code, String detail, InvalidParam... params) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:onestop:problem:" + code));
        problem.setProperty("code", code);
        problem.setProperty("invalidParams", List.of(params));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    static ResponseEntity<Object> notAMachine() {
        return answer(HttpStatus.FORBIDDEN, "notAMachine", "this door is for the machines of agencies");
    }

    static ResponseEntity<Object> invalid(String name, String code, String reason) {
        return answer(HttpStatus.BAD_REQUEST, "paramsValidation", reason, new InvalidParam(name, code, reason));
    }
}
