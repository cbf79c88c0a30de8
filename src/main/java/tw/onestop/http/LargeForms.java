package tw.onestop.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 過大之上傳: of a form that is larger than the server takes nothing can be read, also not the token that guards it, so that it would end on a
 * page about rights. Only its beginning is read, where what was typed before the file stands, and its sender comes back to the page, which
 * says what is too large and holds that. Nothing typed goes into an address. Before all else, since nothing of it is done.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
public class LargeForms extends OncePerRequestFilter {

    /** Attribute of the request: what was {@link Sent}. */
    public static final String SENT = "tw.onestop.largeForm";

    /** Those that say so beside their field; others have a page that says it. */
    private static final Pattern PAGES = Pattern.compile(
            "/photo|/sheet/file|/counter/persons/\\d+/passport|/counter/reports|/ministry/payments|/ministry/media|/bureau/joining/[^/]+/parts/RULES|/bureau/clearing/[^/]+/file");

    private static final int BEGINNING = 64 * 1024;
    private static final String BOUNDARY = "boundary=";
    private static final String FIELD = "; name=\"(\\w{1,40})\"\r\n\r\n(.*?)\r\n--";

    private final long most;

    LargeForms(MultipartProperties multipart) {
        this.most = multipart.getMaxFileSize().toBytes();
    }

    /**
     * 過大之表單.
     *
     * @param megabytes that a form may have, as people are told
     */
    public record Sent(Map<String, String> typed, String megabytes) {

        public Sent {
            typed = Map.copyOf(typed);
        }

        /** What stood in a field; {@code ""} where nothing was found. */
        public String typed(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getContentLengthLong() <= most
                || !String.valueOf(request.getContentType()).startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Of what is being read nobody asks for parameters any more.
        String beginning = new String(request.getInputStream().readNBytes(BEGINNING), StandardCharsets.UTF_8);
        if (!PAGES.matcher(request.getRequestURI()).matches()) {
            // Sent as an error it would be read once more, and fail again.
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpStatus.CONTENT_TOO_LARGE.value());
            request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
            request.getRequestDispatcher("/error").forward(new Asking(request), response);
            return;
        }
        request.setAttribute(
                SENT,
                new Sent(
                        typed(beginning, String.valueOf(request.getContentType())),
                        String.valueOf(most / 1024 / 1024)));
        response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
        chain.doFilter(new Asking(request), response);
    }

    /** What stands whole before the file. */
    private static Map<String, String> typed(String beginning, String contentType) {
        int at = contentType.indexOf(BOUNDARY);
        String boundary =
                at < 0 ? "" : contentType.substring(at + BOUNDARY.length()).replace("\"", "");
        Map<String, String> typed = new HashMap<>();
        Matcher field =
                Pattern.compile(FIELD + Pattern.quote(boundary), Pattern.DOTALL).matcher(beginning);
        while (field.find()) {
            typed.put(field.group(1), field.group(2));
        }
        return typed;
    }

    /** Nothing was sent, as far as anybody behind this is concerned: the page is asked for. */
    private static final class Asking extends HttpServletRequestWrapper {

        Asking(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getContentType() {
            return null;
        }
    }
}
