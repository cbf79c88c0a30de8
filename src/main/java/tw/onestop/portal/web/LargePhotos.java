package tw.onestop.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 過大之補件相片: where no script makes it smaller, a telephone sends more than the server takes. Of such a form only its beginning is read, where
 * the code stands, and its sender comes back to the page, which says what is too large and holds what was typed. The code never goes
 * into an address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LargePhotos extends OncePerRequestFilter {

    /** Attribute of the request: the code as it was typed, {@code ""} where none was found. */
    static final String TYPED = "tw.onestop.portal.largePhoto";

    private static final int BEGINNING = 16 * 1024;
    private static final Pattern CODE = Pattern.compile("; name=\"code\"\r\n\r\n([^\r\n]{0,60})\r\n");

    private final long most;

    LargePhotos(MultipartProperties multipart) {
        this.most = multipart.getMaxFileSize().toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getContentLengthLong() <= most
                || !request.getRequestURI().equals("/photo");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String beginning = new String(request.getInputStream().readNBytes(BEGINNING), StandardCharsets.UTF_8);
        Matcher code = CODE.matcher(beginning);
        request.setAttribute(TYPED, code.find() ? code.group(1) : "");
        chain.doFilter(new Asking(request), response);
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
