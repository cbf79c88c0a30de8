package tw.onestop.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 過大之上傳: of a form that is larger than the server takes nothing can be read, also not the token that guards it, so that it would end on a
 * page about rights. Only its beginning is read, where what was typed before the file stands, and its sender comes back to the page, which
 * says what is too large and holds that. Nothing typed goes into an address. Before all else, since nothing of it is done. One that does not
 * say how long it is counts as too large: one would know once it lies on the disk.
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
    private static final String PARTS = "multipart/";
    private static final String BOUNDARY = "boundary=";
    private static final String FIELD = "; name=\"(\\w{1,40})\"\r\n\r\n(.*?)\r\n--";

    /** A file of reports has some thousand lines, each of which fits into a few hundred bytes. */
    private static final int MEGABYTES = 4;

    /** 磁性媒體交換: the volumes of a set, which may unpack to as much. */
    private static final String SET = "/ministry/media";

    private static final int MEGABYTES_OF_A_SET = 64;

    /** What stands around the files of a set: the form itself, and the envelopes. */
    private static final int FRAME = 1024 * 1024;

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
        // The server reads the parts of whatever calls itself so, by any method.
        String type = String.valueOf(request.getContentType());
        long length = request.getContentLengthLong();
        return !type.regionMatches(true, 0, PARTS, 0, PARTS.length()) || (length >= 0 && length <= most(request));
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
                        String.valueOf(isSet(request) ? MEGABYTES_OF_A_SET : MEGABYTES)));
        response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
        chain.doFilter(new Asking(request), response);
    }

    private static boolean isSet(HttpServletRequest request) {
        return request.getRequestURI().equals(SET);
    }

    /** Parts are laid on the disk before it is asked who sends them; so much only of who signed in before. */
    private static long most(HttpServletRequest request) {
        return isSet(request) && isSignedIn(request)
                ? MEGABYTES_OF_A_SET * 1024L * 1024 + FRAME
                : MEGABYTES * 1024L * 1024;
    }

    private static boolean isSignedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
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
