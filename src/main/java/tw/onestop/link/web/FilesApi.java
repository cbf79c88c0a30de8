package tw.onestop.link.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.link.FileDesk;
import tw.onestop.link.FileDesk.Collected;
import tw.onestop.link.FileDesk.Format;
import tw.onestop.link.FileDesk.Progress;
import tw.onestop.link.FileDesk.Received;
import tw.onestop.link.QueryDesk.Answer;

/** 檔案查詢介接: numbers come as a file and are answered as a file. */
@RestController
@RequestMapping("/v1/files")
class FilesApi {

    /** Bytes of a file: five million lines with something to find them by. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/x-ndjson";
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    private final FileDesk desk;
    private final AccessDesk access;

    FilesApi(FileDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @PostMapping(consumes = {CSV, JSON_LINES, "application/jsonl", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<Object> receive(
            @RequestHeader HttpHeaders headers,
            @RequestParam(defaultValue = "") String fields,
            @RequestParam(required = false) @Nullable String asOf,
            HttpServletRequest request)
            throws IOException {
        List<InvalidParam> wrong = new ArrayList<>();
        FileDesk.Upload upload = new FileDesk.Upload(
                QueryBody.occasion(headers, wrong), names(fields), format(headers), day(asOf, wrong));
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", upload.occasion().transactionId().toString());
        if (!wrong.isEmpty()) {
            return QueryProblems.of(
                    new Answer.Refused("paramsValidation", wrong.getFirst().reason(), wrong, null), answered);
        }
        if (headers.getFirst(HttpHeaders.CONTENT_ENCODING) != null) {
            return Problem.answer(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupportedMediaType",
                    "a file is sent as it is, not compressed");
        }
        try {
            return switch (desk.receive(upload, new Bounded(request.getInputStream()), access.currentAgency())) {
                case Received.Taken(Progress file) -> {
                    answered.setLocation(URI.create("/v1/files/" + file.id()));
                    yield ResponseEntity.accepted().headers(answered).body(shown(file));
                }
                case Received.Refused(Answer.Refused why) -> QueryProblems.of(why, answered);
            };
        } catch (TooLong tooLong) {
            return Problem.answer(
                    HttpStatus.CONTENT_TOO_LARGE, "bodyTooLarge", "a file may have %d bytes".formatted(MOST_BYTES));
        } catch (DataAccessException | TransactionException noTrail) {
            answered.set(HttpHeaders.RETRY_AFTER, "5");
            return QueryProblems.of(
                    new Answer.Refused(
                            "trailUnavailable", "the file was not taken: nothing can be recorded now", List.of(), null),
                    answered);
        }
    }

    @GetMapping
    Map<String, Object> files() {
        return Map.of(
                "files",
                desk.files(access.currentAgency()).stream().map(FilesApi::shown).toList());
    }

    @GetMapping("/{id}")
    ResponseEntity<Object> file(@PathVariable String id) {
        return Bodies.uuid(id)
                .flatMap(file -> desk.file(file, access.currentAgency()))
                .<ResponseEntity<Object>>map(file -> ResponseEntity.ok(shown(file)))
                .orElseGet(() -> problem(Collected.UNKNOWN));
    }

    @GetMapping("/{id}/answer")
    @Nullable
    ResponseEntity<Object> answer(@PathVariable String id, HttpServletResponse response) throws IOException {
        return handed(id, "application/jose", response, desk::collect);
    }

    @GetMapping("/{id}/errors")
    @Nullable
    ResponseEntity<Object> errors(@PathVariable String id, HttpServletResponse response) throws IOException {
        return handed(id, CSV + ";charset=UTF-8", response, desk::wrongLines);
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Object> erase(@PathVariable String id) {
        Collected erased = Bodies.uuid(id)
                .map(file -> desk.erase(file, access.currentAgency()))
                .orElse(Collected.UNKNOWN);
        return erased == Collected.DONE ? file(id) : problem(erased);
    }

    private interface Handing {
        Collected by(UUID file, OutputStream into, tw.onestop.kernel.Actor machine) throws IOException;
    }

    /** Nothing is written unless there is something to hand out, so a problem can still be said. */
    private @Nullable ResponseEntity<Object> handed(
            String id, String type, HttpServletResponse response, Handing handing) throws IOException {
        Optional<UUID> file = Bodies.uuid(id);
        if (file.isEmpty()) {
            return problem(Collected.UNKNOWN);
        }
        OutputStream into = new FilterOutputStream(response.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                begun();
                out.write(bytes, from, length);
            }

            @Override
            public void write(int b) throws IOException {
                begun();
                out.write(b);
            }

            private void begun() {
                if (response.getContentType() == null) {
                    response.setContentType(type);
                }
            }
        };
        Collected handed = handing.by(file.get(), into, access.currentAgency());
        return handed == Collected.DONE ? null : problem(handed);
    }

    private static ResponseEntity<Object> problem(Collected why) {
        return switch (why) {
            case NOT_READY ->
                Problem.answer(
                        HttpStatus.CONFLICT, "fileNotReady", "the file is still being answered; ask for its state");
            case NO_KEY ->
                Problem.answer(
                        HttpStatus.CONFLICT,
                        "encryptionKeyMissing",
                        "register encryptionJwk at your endpoint first: the answer is encrypted to it");
            case GONE ->
                Problem.answer(HttpStatus.GONE, "fileGone", "the file was erased, or stopped because its grant ended");
            default -> Problem.answer(HttpStatus.NOT_FOUND, "unknownFile", "no such file of this agency");
        };
    }

    private static Map<String, @Nullable Object> shown(Progress file) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", file.id().toString());
        shown.put("purpose", file.purposeId());
        shown.put("fields", file.fields());
        shown.put("receivedAt", file.receivedAt().toString());
        shown.put("state", file.state().name());
        shown.put("lines", file.lines());
        shown.put("wrong", file.wrong());
        shown.put("answered", file.answered());
        if (!file.reason().isEmpty()) {
            shown.put("reason", file.reason());
        }
        if (file.eraseAfter() != null) {
            shown.put(
                    "eraseAfter", file.eraseAfter().atZone(TAIPEI).toLocalDate().toString());
        }
        if (file.collectedAt() != null) {
            shown.put("collectedAt", file.collectedAt().toString());
        }
        return shown;
    }

    private static List<String> names(String fields) {
        return Arrays.stream(fields.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Format format(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        String subtype = type == null ? "" : type.getSubtype();
        return switch (subtype) {
            case "csv" -> Format.CSV;
            case "plain" -> Format.FIXED_WIDTH;
            default -> Format.JSON_LINES;
        };
    }

    private static @Nullable LocalDate day(@Nullable String typed, List<InvalidParam> wrong) {
        if (typed == null) {
            return null;
        }
        Optional<LocalDate> day = QueryBody.day(typed);
        if (day.isEmpty()) {
            wrong.add(new InvalidParam("asOf", "malformed", "asOf is a civil date: 2026-01-01"));
        }
        return day.orElse(null);
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** 限量讀取: more bytes than a file may have are not read. */
    private static final class Bounded extends FilterInputStream {

        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            counted(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            counted(Math.max(count, 0));
            return count;
        }

        private void counted(int more) throws TooLong {
            read += more;
            if (read > MOST_BYTES) {
                throw new TooLong();
            }
        }
    }
}
