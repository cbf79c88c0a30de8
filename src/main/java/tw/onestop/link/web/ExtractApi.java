package tw.onestop.link.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.http.Problem;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.link.FeedDesk;
import tw.onestop.link.FeedDesk.Extraction;
import tw.onestop.link.QueryDesk.Occasion;

/**
 * 全量介接: everybody followed for a purpose as JSON Lines, written as it is read. The first line names the sequence from which the
 * feed goes on, the last says how many there were: what has no last line is not whole.
 */
@RestController
class ExtractApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FeedDesk desk;
    private final AccessDesk access;

    ExtractApi(FeedDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    /** Null where the lines were written already. */
    @GetMapping("/v1/extract")
    @Nullable
    ResponseEntity<Object> extract(@RequestHeader HttpHeaders headers, HttpServletResponse response)
            throws IOException {
        List<InvalidParam> wrong = new ArrayList<>();
        Occasion occasion = QueryBody.occasion(headers, wrong);
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", occasion.transactionId().toString());
        if (!wrong.isEmpty()) {
            return Problem.answer(
                    answered,
                    Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "paramsValidation",
                            wrong.getFirst().reason(),
                            wrong));
        }
        Lines lines = new Lines(occasion, response);
        try {
            return switch (desk.extract(occasion, access.currentAgency(), lines)) {
                case Extraction.Refused(var why) -> QueryProblems.of(why, answered);
                case Extraction.Complete(int persons) -> {
                    lines.write(Map.of("type", "end", "count", persons));
                    response.flushBuffer();
                    yield null;
                }
            };
        } catch (DataAccessException | TransactionException away) {
            if (response.isCommitted()) {
                throw away; // the last line is missing: whoever reads knows
            }
            response.reset();
            return QueryProblems.unrecorded(answered);
        }
    }

    /** 逐行. */
    private record Lines(Occasion occasion, HttpServletResponse response) implements FeedDesk.Reader {

        @Override
        public void begins(long sequence, Quota quota) {
            HttpHeaders limits = new HttpHeaders();
            QueryProblems.limits(quota, limits);
            limits.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
            response.setContentType("application/jsonl");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("RIS-Transaction-Id", occasion.transactionId().toString());
            Map<String, Object> first = new LinkedHashMap<>();
            first.put("type", "begin");
            first.put("sequence", FeedApi.padded(sequence));
            first.put("purpose", occasion.purposeId());
            first.put("transactionId", occasion.transactionId());
            write(first);
        }

        @Override
        public void line(String subject, Map<String, @Nullable Object> person) {
            Map<String, @Nullable Object> line = new LinkedHashMap<>();
            line.put("type", "person");
            line.put("subject", subject);
            line.put("person", person);
            write(line);
        }

        void write(Map<String, ? extends @Nullable Object> line) {
            try {
                OutputStream out = response.getOutputStream();
                out.write(JSON.writeValueAsBytes(line));
                out.write('\n');
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
