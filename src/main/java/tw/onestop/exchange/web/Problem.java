package tw.onestop.exchange.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * 問題說明, a refusal to a machine: RFC 9457 with the house's {@code code} and {@code invalidParams}.
 *
 * @param code names the refusal for programs; {@code title} and {@code detail} are for people
 */
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<InvalidParam> invalidParams) {

    /** 不合規欄位. */
    record InvalidParam(String name, String code, String reason) {}

    static ResponseEntity<Object> answer(HttpStatus status, String code, String detail, InvalidParam... params) {
        Problem problem = new Problem(
                "urn:onestop:problem:" + code, status.getReasonPhrase(), status.value(), detail, code, List.of(params));
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
