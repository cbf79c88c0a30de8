package tw.onestop.access.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import tw.onestop.http.Problem;

/** 錯誤頁: one calm page, or one problem document, with a reference that is also in the log; never the message. */
@Controller
class ErrorPages implements ErrorController {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Letters and digits that cannot be taken for one another on the telephone. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** Whatever looks like somebody's number or name in an address: a log is no place for it. */
    private static final Pattern PERSONAL = Pattern.compile("(?i)[a-z][a-d1289]\\d{8}|(%[0-9a-f]{2})+");

    private static final Set<Integer> WITH_WORDS = Set.of(400, 403, 404, 405, 413, 500, 503);

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        HttpStatus status = Optional.ofNullable((Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(HttpStatus::resolve)
                .orElse(HttpStatus.NOT_FOUND);
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        String reference = reference();
        Throwable thrown = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (status.is5xxServerError() && thrown != null) {
            LOG.error("reference {} status {} {} {}", reference, status.value(), loggable(path), kind(thrown));
        } else {
            LOG.info("reference {} status {} {}", reference, status.value(), loggable(path));
        }
        return forMachine(request, path) ? problem(status, path, reference) : page(status, reference);
    }

    private static boolean forMachine(HttpServletRequest request, String path) {
        String accept = String.valueOf(request.getHeader("Accept"));
        return path.startsWith("/v1/")
                || path.startsWith("/oauth2/")
                || path.startsWith("/webauthn/")
                || (accept.contains("json") && !accept.contains("text/html"));
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String path, String reference) {
        ProblemDetail problem = Problem.of(status, code(status), detail(status), List.of());
        problem.setInstance(URI.create(path));
        problem.setProperty("reference", reference);
        return Problem.answer(new HttpHeaders(), problem);
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case SERVICE_UNAVAILABLE -> "unavailable";
            case NOT_FOUND -> "notFound";
            case FORBIDDEN -> "forbidden";
            case UNAUTHORIZED -> "unauthorized";
            case METHOD_NOT_ALLOWED -> "methodNotAllowed";
            case NOT_ACCEPTABLE -> "notAcceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupportedMediaType";
            default -> status.is5xxServerError() ? "internalError" : "badRequest";
        };
    }

    private static String detail(HttpStatus status) {
        return switch (status) {
            case SERVICE_UNAVAILABLE -> "nothing was done; try again after the seconds of Retry-After";
            case NOT_FOUND -> "there is nothing at this address";
            case FORBIDDEN -> "this is not open to you";
            case UNAUTHORIZED -> "a valid access token is needed";
            case METHOD_NOT_ALLOWED -> "the header Allow names the methods of this address";
            case NOT_ACCEPTABLE -> "the answer is application/json";
            case UNSUPPORTED_MEDIA_TYPE -> "the header Accept names the content types of this address";
            default ->
                status.is5xxServerError()
                        ? "the fault is on this side; name the reference when you ask"
                        : "the request cannot be understood";
        };
    }

    private static String loggable(String path) {
        return PERSONAL.matcher(path).replaceAll("*");
    }

    private static ModelAndView page(HttpStatus status, String reference) {
        int known = WITH_WORDS.contains(status.value()) ? status.value() : status.is5xxServerError() ? 500 : 400;
        ModelAndView page = new ModelAndView("error/page", status);
        page.addObject("words", "access.error." + known);
        page.addObject("reference", reference);
        return page;
    }

    /** Where it broke, without its message: messages may hold what somebody typed. */
    private static String kind(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getName() + (root.getStackTrace().length == 0 ? "" : " at " + root.getStackTrace()[0]);
    }

    private static String reference() {
        StringBuilder text = new StringBuilder(8);
        for (int i = 0; i < 8; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
