package tw.onestop.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * 請求大小上限: what a machine sends is small, and whoever sends more is told so before anything is read or kept; the largest
 * honest request (a reply with its reason) is a tenth of it. Judged by the path as it is routed: written with percent signs or
 * parameters it is the same path.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class SizeLimit extends OncePerRequestFilter {

    static final int MOST = 64 * 1024;

    /** The collecting bank's file of a day: about twenty thousand lines. */
    static final int MOST_OF_A_DAY = 2 * 1024 * 1024;

    private final JsonMapper json;

    SizeLimit(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        boolean file = path.equals("/v1/files"); // read line by line, with a limit of its own
        return file || (!path.startsWith("/v1/") && !path.startsWith("/oauth2/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = request.getServletPath().startsWith("/v1/payments/days/") ? MOST_OF_A_DAY : MOST;
        if (request.getContentLengthLong() > most) {
            refuse(request, response, most);
        } else if (request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(most + 1);
            if (body.length > most) {
                refuse(request, response, most);
            } else {
                chain.doFilter(new Whole(request, body), response);
            }
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int most) throws IOException {
        Problems.write(
                request,
                response,
                json,
                HttpStatus.CONTENT_TOO_LARGE,
                "bodyTooLarge",
                "a request may have " + most + " bytes");
    }

    /** 整份請求: one whose length was not announced, read to its end. */
    private static final class Whole extends HttpServletRequestWrapper {

        private final byte[] body;

        Whole(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return bytes.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
