package tw.onestop.link.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.access.ShortWayDesk;
import tw.onestop.kernel.Actor;

/**
 * 查詢直達: online queries are most of all requests, and the framework on their way cost more than their answers. A query in the form in
 * which machines send it is answered here, letter by letter as {@link PersonsApi} answers; every other one goes on to it. Behind the
 * filters that hold for everybody (系統暫停, 請求大小上限).
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class QueryRoad extends OncePerRequestFilter {

    private static final Set<String> ACCEPTED = Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE);

    private final ShortWayDesk way;
    private final PersonsApi persons;
    private final JsonMapper json;

    QueryRoad(ShortWayDesk way, PersonsApi persons, JsonMapper json) {
        this.way = way;
        this.persons = persons;
        this.json = json;
    }

    /** In any other form it may mean something else: another type of answer, another encoding. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(PersonsApi.QUERY)
                || !request.getMethod().equals("POST")
                || request.getQueryString() != null
                || !MediaType.APPLICATION_JSON_VALUE.equals(request.getContentType())
                || !ACCEPTED.containsAll(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Actor> machine = way.querying(request);
        if (machine.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        ServerHttpObservationFilter.findObservationContext(request)
                .ifPresent(observed -> observed.setPathPattern(PersonsApi.QUERY));
        way.under(request, response, (_, under) -> answer(request, (HttpServletResponse) under, machine.get()));
    }

    /** Where its length is said, no more is set aside than that: a fifth of what a query allocated was room for a longer one. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        int length = request.getContentLength();
        return length < 0
                ? request.getInputStream().readAllBytes()
                : request.getInputStream().readNBytes(length);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Actor machine) throws IOException {
        HttpHeaders headers = new HttpHeaders();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        ResponseEntity<Object> answer = persons.answer(headers, body(request), machine);
        Object body = Objects.requireNonNull(answer.getBody());
        if (body instanceof ProblemDetail problem) {
            problem.setInstance(URI.create(PersonsApi.QUERY));
        }
        byte[] written = json.writeValueAsBytes(body);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (answer.getHeaders().getContentType() == null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        }
        response.setContentLength(written.length);
        response.getOutputStream().write(written);
    }
}
