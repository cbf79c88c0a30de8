package tw.onestop.counter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * 過大之相片: of a form that is larger than the server takes nothing can be read, also not the token that guards it, so that it would end on an
 * error page. Whoever sent one comes back to its page, which says so. Before all else, since nothing of it is done.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LargePictures extends OncePerRequestFilter {

    static final String SAID = "tooLarge";

    private static final Pattern PAGE = Pattern.compile("/counter/persons/\\d+/passport");

    private final long most;

    LargePictures(MultipartProperties multipart) {
        this.most = multipart.getMaxFileSize().toBytes();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getContentLengthLong() <= most
                || !PAGE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, request.getRequestURI() + "?" + SAID);
    }
}
