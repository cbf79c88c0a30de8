package tw.onestop.notice.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final int LONGEST = 64;

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
            @RequestHeader(name = "RIS-Purpose-Id", required = false) @Nullable String purpose,
            @RequestHeader(name = "RIS-Case-No", required = false) @Nullable String caseNo,
            @RequestHeader(name = "RIS-User-Id", required = false) @Nullable String user,
            @RequestBody(required = false) byte @Nullable [] body) {
        String typed = Bodies.text(Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode), "nationalId");
        Optional<NationalId> number = Optional.ofNullable(typed).flatMap(NationalId::parse);
        for (var header : Map.of(
                        "RIS-Purpose-Id", said(purpose), "RIS-Case-No", said(caseNo), "RIS-User-Id", said(user))
                .entrySet()) {
            if (header.getValue().isBlank() || header.getValue().length() > LONGEST) {
                return unread(header.getKey(), "missing", header.getKey() + " is required, of up to 64 characters");
            }
        }
        if (number.isEmpty()) {
            return unread("nationalId", "format", "nationalId is a national ID or resident number");
        }
        Inquiry inquiry = new Inquiry(number.get().value(), said(purpose), said(caseNo), said(user));
        return switch (desk.ask(inquiry, access.currentAgency())) {
            case Answer.Found(List<Told> found) ->
                ResponseEntity.ok(Map.of(
                        "nationalId",
                        inquiry.nationalId(),
                        "confirmations",
                        found.stream().map(PassportApi::shown).toList()));
            case Answer.Refused(Why why) -> refused(why);
            case Answer.QuotaExceeded(Quota quota) -> exceeded(quota);
        };
    }

    private ResponseEntity<Object> unread(String name, String code, String reason) {
        desk.refused(name + " " + code, access.currentAgency());
        return Problem.invalid(name, code, reason);
    }

    private static ResponseEntity<Object> exceeded(Quota quota) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(quota.resetSeconds()));
        String detail = "this purpose has %d queries a minute".formatted(quota.perMinute());
        return Problem.answer(headers, Problem.of(HttpStatus.TOO_MANY_REQUESTS, "quotaExceeded", detail, List.of()));
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
        shown.put("office", told.office());
        return shown;
    }

    private static ResponseEntity<Object> refused(Why why) {
        return switch (why) {
            case UNAUTHORIZED_PURPOSE -> no("unauthorizedPurpose", "no such purpose is granted to this agency today");
            case UNAUTHORIZED_FIELD ->
                no("unauthorizedField", "not granted for this purpose: " + PassportInquiryDesk.FIELD);
            case UNKNOWN_USER -> no("unknownUser", "RIS-User-Id is nobody of this agency's roster");
            case REHEARSAL_MISSING -> no("rehearsalMissing", "this agency's system has not passed its rehearsal");
        };
    }

    private static ResponseEntity<Object> no(String code, String detail) {
        return Problem.answer(HttpStatus.FORBIDDEN, code, detail);
    }

    private static String said(@Nullable String header) {
        return header == null ? "" : HeaderText.meant(header).strip();
    }
}
