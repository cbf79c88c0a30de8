package tw.onestop.http;

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
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 過大之表單: of a form that is larger than the server takes nothing can be read, also not the token that guards it, so that it would end on an
 * error page. Whoever sent one is answered by its page, which says what is too large. Before all else, since nothing of it is done. Each
 * page that takes a picture has one of these.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
public abstract class LargeForm extends OncePerRequestFilter {

    /** Attribute of the request that asks for the page: the field that is kept, as it was typed; {@code ""} where there is none. */
    public static final String TYPED = "tw.onestop.http.largeForm";

    private static final int BEGINNING = 16 * 1024;

    private final long most;
    private final Pattern page;
    private final Pattern kept;

    /** @param page its address */
    protected LargeForm(MultipartProperties multipart, String page) {
        this(multipart, page, "");
    }

    /**
     * @param page its address
     * @param kept name of a field that is not lost where it stands at the beginning of the form; it never goes into an address
     */
    protected LargeForm(MultipartProperties multipart, String page, String kept) {
        this.most = multipart.getMaxFileSize().toBytes();
        this.page = Pattern.compile(page);
        this.kept = Pattern.compile("; name=\"" + kept + "\"\r\n\r\n([^\r\n]{0,60})\r\n");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getContentLengthLong() <= most
                || !page.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String beginning = new String(request.getInputStream().readNBytes(BEGINNING), StandardCharsets.UTF_8);
        Matcher typed = kept.matcher(beginning);
        request.setAttribute(TYPED, typed.find() ? typed.group(1) : "");
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
