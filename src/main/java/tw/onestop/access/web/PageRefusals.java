package tw.onestop.access.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** 不受理的要求: what the web layer itself refuses is a problem document for machines and a page for people. */
@ControllerAdvice
@Order(0)
class PageRefusals extends ResponseEntityExceptionHandler {

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception refused, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (request instanceof ServletWebRequest web
                && !ErrorPages.forMachine(web.getRequest(), web.getRequest().getRequestURI())) {
            HttpServletResponse response = Objects.requireNonNull(web.getResponse());
            headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            send(response, status);
            return null;
        }
        return super.handleExceptionInternal(refused, body, headers, status, request);
    }

    /** On to the error page. */
    private static void send(HttpServletResponse response, HttpStatusCode status) {
        try {
            response.sendError(status.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
