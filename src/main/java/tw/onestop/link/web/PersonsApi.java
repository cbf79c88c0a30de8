package tw.onestop.link.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Actor;
import tw.onestop.link.QueryDesk;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Held;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.SheetDesk;

/** 線上查詢介接: persons by number, field by field within the grant, and yes/no questions. */
@RestController
class PersonsApi {

    static final String QUERY = "/v1/persons/query";

    private final QueryDesk desk;
    private final SheetDesk sheets;
    private final AccessDesk access;

    PersonsApi(QueryDesk desk, SheetDesk sheets, AccessDesk access) {
        this.desk = desk;
        this.sheets = sheets;
        this.access = access;
    }

    @PostMapping(
            path = QUERY,
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> query(
            @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body) {
        return answer(headers, body, access.currentAgency());
    }

    /** However it came here. */
    ResponseEntity<Object> answer(HttpHeaders headers, byte @Nullable [] body, Actor machine) {
        Query query = QueryBody.read(headers, body);
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", query.occasion().transactionId().toString());
        List<MediaType> wanted = wanted(headers);
        boolean asSheet = wanted.stream().anyMatch(MediaType.APPLICATION_PDF::equalsTypeAndSubtype);
        if (!asSheet && wanted.stream().noneMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
            return QueryProblems.of(
                    new Answer.Refused(
                            "notAcceptable", "Accept names no type of an answer, or cannot be read", List.of(), null),
                    answered);
        }
        if (asSheet && !sheets.possible()) {
            return QueryProblems.of(
                    new Answer.Refused("sheetUnavailable", "no sheet can be printed here", List.of(), null), answered);
        }
        try {
            return switch (desk.query(query, machine)) {
                case Answer.Answered answer ->
                    asSheet ? sheet(query, answer, machine, answered) : answer(query, answer, answered);
                case Answer.Refused refused -> QueryProblems.of(refused, answered);
            };
        } catch (DataAccessException | TransactionException noTrail) {
            return QueryProblems.unrecorded(answered);
        }
    }

    /** Which types of an answer are taken; everything where nothing is said, nothing where it cannot be read. */
    private static List<MediaType> wanted(HttpHeaders headers) {
        try {
            List<MediaType> said = headers.getAccept();
            return said.isEmpty()
                    ? List.of(MediaType.ALL)
                    : said.stream().filter(type -> type.getQualityValue() > 0).toList();
        } catch (InvalidMediaTypeException unreadable) {
            return List.of();
        }
    }

    /** 連結查詢結果紙本, instead of JSON where PDF is asked for. */
    private ResponseEntity<Object> sheet(Query query, Answer.Answered answer, Actor machine, HttpHeaders headers) {
        String offered = sheets.offer(query, answer, Objects.requireNonNull(machine.agency()))
                .sealed();
        return switch (sheets.issue(offered, machine)) {
            case SheetDesk.Issue.Issued sheet -> {
                QueryProblems.limits(answer.quota(), headers);
                headers.setCacheControl("no-store");
                yield ResponseEntity.ok()
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_PDF)
                        .body(sheet.pdf());
            }
            case SheetDesk.Issue.Refused(String code) ->
                QueryProblems.of(new Answer.Refused(code, "the sheet cannot be printed", List.of(), null), headers);
        };
    }

    static ResponseEntity<Object> answer(Query query, Answer.Answered answer, HttpHeaders headers) {
        QueryProblems.limits(answer.quota(), headers);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("transactionId", query.occasion().transactionId().toString());
        if (query.predicates().isEmpty()) {
            body.put("persons", answer.persons());
        } else {
            body.put("answers", answer.holds().stream().map(PersonsApi::held).toList());
        }
        return ResponseEntity.ok().headers(headers).body(body);
    }

    private static Map<String, @Nullable Object> held(Held held) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("nationalId", held.number());
        answer.put("name", held.predicate());
        answer.put("holds", held.holds());
        return answer;
    }
}
