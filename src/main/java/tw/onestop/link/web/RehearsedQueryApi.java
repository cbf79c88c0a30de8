package tw.onestop.link.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.link.QueryDesk.Answer;
import tw.onestop.link.QueryDesk.Query;
import tw.onestop.link.Rehearsing;

/** 演練查詢介接: read and answered letter by letter as a query is, of people who do not exist. */
@RestController
class RehearsedQueryApi {

    private final Rehearsing rehearsing;
    private final AccessDesk access;

    RehearsedQueryApi(Rehearsing rehearsing, AccessDesk access) {
        this.rehearsing = rehearsing;
        this.access = access;
    }

    @PostMapping(
            path = "/v1/rehearsals/persons/query",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> query(
            @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body) {
        Query query = QueryBody.read(headers, body);
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", query.occasion().transactionId().toString());
        return switch (rehearsing.query(query, access.currentAgency())) {
            case Answer.Answered answer -> PersonsApi.answer(query, answer, answered);
            case Answer.Refused refused -> QueryProblems.of(refused, answered);
        };
    }
}
