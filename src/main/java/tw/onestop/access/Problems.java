package tw.onestop.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.http.Problem;

/** 機器錯誤 (RFC 9457): what a machine is told when it is turned away at the door. */
final class Problems {

    private Problems() {}

    static void write(
            HttpServletRequest request,
            HttpServletResponse response,
            JsonMapper json,
            HttpStatus status,
            String code,
            String detail)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        ProblemDetail problem = Problem.of(status, code, detail, List.of());
        problem.setInstance(URI.create(request.getRequestURI()));
        json.writeValue(response.getOutputStream(), problem);
    }
}
