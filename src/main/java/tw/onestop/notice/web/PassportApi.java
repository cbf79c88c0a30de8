package tw.onestop.notice.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.QuotaDesk.Quota;
import tw.onestop.http.Bodies;
import tw.onestop.http.HeaderText;
import tw.onestop.http.Problem;
import tw.onestop.http.Problem.InvalidParam;
import tw.onestop.kernel.NationalId;
import tw.onestop.notice.Confirmation.Decision;
import tw.onestop.notice.PassportInquiryDesk;
import tw.onestop.notice.PassportInquiryDesk.Answer;
import tw.onestop.notice.PassportInquiryDesk.Inquiry;
import tw.onestop.notice.PassportInquiryDesk.Told;
import tw.onestop.notice.PassportInquiryDesk.Why;

/** 人別確認查詢介接. */
@RestController
class PassportApi {

    private final PassportInquiryDesk desk;
    private final AccessDesk access;

    PassportApi(PassportInquiryDesk desk, AccessDesk access) {
        this.desk = desk;
        this.access = access;
    }

    @PostMapping(
            path = "/v1/passports/confirmations/query",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> ask(
            @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] body) {
        List<InvalidParam> wrong = new ArrayList<>();
        UUID transactionId = HeaderText.transactionId(headers, wrong);
        String purpose = HeaderText.said(headers, "RIS-Purpose-Id", wrong);
        String caseNo = HeaderText.said(headers, "RIS-Case-No", wrong);
        String user = HeaderText.said(headers, "RIS-User-Id", wrong);
        String typed = Bodies.text(Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode), "nationalId");
        Optional<NationalId> number = Optional.ofNullable(typed).flatMap(NationalId::parse);
        if (number.isEmpty()) {
            wrong.add(new InvalidParam("nationalId", "format", "nationalId is a national ID or resident number"));
        }
        HttpHeaders answered = new HttpHeaders();
        answered.set("RIS-Transaction-Id", transactionId.toString());
        if (!wrong.isEmpty()) {
            InvalidParam first = wrong.getFirst();
            desk.refused(transactionId, first.name() + " " + first.code(), access.currentAgency());
            return Problem.answer(
                    answered, Problem.of(HttpStatus.BAD_REQUEST, "paramsValidation", first.reason(), wrong));
        }
        Inquiry inquiry = new Inquiry(transactionId, number.orElseThrow().value(), purpose, caseNo, user);
        return switch (desk.ask(inquiry, access.currentAgency())) {
            case Answer.Found(List<Told> found) ->
                ResponseEntity.ok()
                        .headers(answered)
                        .body(Map.of(
                                "nationalId",
                                inquiry.nationalId(),
                                "confirmations",
                                found.stream().map(PassportApi::shown).toList()));
            case Answer.Refused(Why why) -> refused(why, answered);
            case Answer.QuotaExceeded(Quota quota) -> exceeded(quota, answered);
            case Answer.Repeated() ->
                problem(
                        HttpStatus.CONFLICT,
                        "transactionIdReused",
                        "this RIS-Transaction-Id was answered before",
                        answered);
        };
    }

    private static ResponseEntity<Object> exceeded(Quota quota, HttpHeaders answered) {
        answered.set(HttpHeaders.RETRY_AFTER, String.valueOf(quota.resetSeconds()));
        String detail = "this purpose has %d queries a minute".formatted(quota.perMinute());
        return problem(HttpStatus.TOO_MANY_REQUESTS, "quotaExceeded", detail, answered);
    }

    private static Map<String, @Nullable Object> shown(Told told) {
        Decision decision = told.decision();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("confirmationNo", decision.no());
        shown.put("result", decision.result().name());
        shown.put("comparedWith", decision.against().name());
        shown.put("decidedOn", decision.on().toString());
        shown.put(
                "validUntil",
                decision.validUntil() == null ? null : decision.validUntil().toString());
        shown.put("valid", told.valid());
        shown.put("invalidBecause", told.why() == null ? null : told.why().name());
        shown.put("changedSince", told.changed());
        shown.put("office", told.office());
        return shown;
    }

    private static ResponseEntity<Object> refused(Why why, HttpHeaders answered) {
        return switch (why) {
            case UNAUTHORIZED_PURPOSE ->
                no("unauthorizedPurpose", "no such purpose is granted to this agency today", answered);
            case UNAUTHORIZED_FIELD ->
                no("unauthorizedField", "not granted for this purpose: " + PassportInquiryDesk.FIELD, answered);
            case UNKNOWN_USER -> no("unknownUser", "RIS-User-Id is nobody of this agency's roster", answered);
            case REHEARSAL_MISSING ->
                no("rehearsalMissing", "this agency's system has not passed its rehearsal", answered);
        };
    }

    private static ResponseEntity<Object> no(String code, String detail, HttpHeaders answered) {
        return problem(HttpStatus.FORBIDDEN, code, detail, answered);
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String code, String detail, HttpHeaders answered) {
        return Problem.answer(answered, Problem.of(status, code, detail, List.of()));
    }
}
