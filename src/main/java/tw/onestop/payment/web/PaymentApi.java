package tw.onestop.payment.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tw.onestop.access.AccessDesk;
import tw.onestop.http.Bodies;
import tw.onestop.http.Problem;
import tw.onestop.payment.CollectionDesk;
import tw.onestop.payment.CollectionDesk.Answer;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Refund;
import tw.onestop.payment.RefundDesk;
import tw.onestop.payment.Remittance.Channel;
import tw.onestop.payment.Remittance.Outcome;

/** 代收介接: what the collecting bank's machine tells and asks. Money that came is taken whatever it came for, so that is 200. */
@RestController
@RequestMapping("/v1/payments")
class PaymentApi {

    private static final int HIGHEST = 9_999_999;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final CollectionDesk collection;
    private final RefundDesk refunds;
    private final AccessDesk access;
    private final Clock clock;

    PaymentApi(CollectionDesk collection, RefundDesk refunds, AccessDesk access, Clock clock) {
        this.collection = collection;
        this.refunds = refunds;
        this.access = access;
        this.clock = clock;
    }

    @PostMapping(
            path = "/callback",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> callback(@RequestBody(required = false) byte @Nullable [] body) {
        JsonNode json = Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode);
        String transaction = text(json, "transactionId");
        if (!Told.isTransaction(transaction)) {
            return unread(
                    "transactionId", "format", "transactionId is 6 to 40 letters, digits, dots, hyphens, underscores");
        }
        String slip = text(json, "slipNo");
        if (!Told.isSlip(slip)) {
            return unread("slipNo", "format", "slipNo is what the payer's slip says, 1 to 40 characters");
        }
        JsonNode amount = json.path("amount");
        if (!amount.isIntegralNumber() || !amount.canConvertToInt() || amount.asInt() < 1 || amount.asInt() > HIGHEST) {
            return unread("amount", "outOfRange", "amount is a whole number of dollars, 1 to 9999999");
        }
        Optional<Instant> paidAt = Bodies.instant(text(json, "paidAt"));
        if (paidAt.isEmpty()) {
            return unread("paidAt", "format", "paidAt is an instant with an offset (RFC 3339)");
        }
        if (paidAt.get().isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            return unread("paidAt", "inFuture", "paidAt lies in the future");
        }
        String channel = text(json, "channel");
        return Channel.named(channel)
                .map(one -> collect(new Told(transaction, slip, amount.asInt(), paidAt.get(), one)))
                .orElseGet(() -> unread("channel", "unknown", "channel must be STORE, BANK, TRANSFER or CARD"));
    }

    private ResponseEntity<Object> collect(Told told) {
        return switch (collection.collect(told, access.currentAgency())) {
            case Answer.Taken(Outcome outcome) -> ResponseEntity.ok(taken(told, outcome));
            case Answer.Differs _ ->
                Problem.answer(
                        HttpStatus.CONFLICT,
                        "transactionDiffers",
                        "this transaction was told before with another slip, amount, time or channel; nothing was changed");
            case Answer.NoCollector _ -> noCollector();
        };
    }

    private static Map<String, @Nullable Object> taken(Told told, Outcome outcome) {
        Map<String, @Nullable Object> taken = new LinkedHashMap<>();
        taken.put("transactionId", told.transactionId());
        taken.put("slipNo", told.slipNo());
        taken.put("result", outcome.owed() ? "BOOKED" : "TO_BE_REFUNDED");
        taken.put(
                "reason",
                switch (outcome) {
                    case BOOKED -> null;
                    case OTHER_AMOUNT -> "otherAmount";
                    case CANCELLED_SLIP -> "cancelledSlip";
                    case UNKNOWN_SLIP -> "unknownSlip";
                    case PAID_ALREADY -> "paidAlready";
                });
        return taken;
    }

    @GetMapping("/refunds")
    ResponseEntity<Object> refunds() {
        return refunds.forBank(access.currentAgency())
                .<ResponseEntity<Object>>map(due -> ResponseEntity.ok(Map.of("refunds", shown(due))))
                .orElseGet(PaymentApi::noCollector);
    }

    private static List<Map<String, Object>> shown(List<Refund> due) {
        return due.stream()
                .map(refund -> Map.<String, Object>of(
                        "refundNo", refund.no(),
                        "transactionId", refund.transactionId(),
                        "amount", refund.amount(),
                        "account",
                                Map.of(
                                        "bank", refund.account().bank(),
                                        "number", refund.account().number(),
                                        "holder", refund.account().holder())))
                .toList();
    }

    @PostMapping(
            path = "/refunds/{refundNo}/result",
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/*+json", Bodies.UNSAID})
    ResponseEntity<Object> result(
            @PathVariable String refundNo, @RequestBody(required = false) byte @Nullable [] body) {
        JsonNode json = Bodies.object(body).orElseGet(JsonNodeFactory.instance::objectNode);
        String result = text(json, "result");
        if (!result.equals("PAID") && !result.equals("RETURNED")) {
            return unreadResult("result", "unknown", "result must be PAID or RETURNED");
        }
        String reference = text(json, "bankReference");
        if (!Told.isTransaction(reference)) {
            return unreadResult(
                    "bankReference", "format", "bankReference is 6 to 40 letters, digits, dots, hyphens, underscores");
        }
        return switch (refunds.carriedOut(refundNo, result.equals("PAID"), reference, access.currentAgency())) {
            case TAKEN, SAME_AGAIN -> ResponseEntity.ok(Map.of("refundNo", refundNo, "result", result));
            case NOT_FORWARD ->
                Problem.answer(
                        HttpStatus.CONFLICT, "statusNotForward", "the refund was not sent, or has ended otherwise");
            case UNKNOWN ->
                Problem.answer(HttpStatus.NOT_FOUND, "unknownRefund", "no such refund was sent to this bank");
            case NO_COLLECTOR -> noCollector();
        };
    }

    private ResponseEntity<Object> unread(String name, String code, String reason) {
        collection.refused(name + " " + code, access.currentAgency());
        return Problem.invalid(name, code, reason);
    }

    private ResponseEntity<Object> unreadResult(String name, String code, String reason) {
        refunds.refused(name + " " + code, access.currentAgency());
        return Problem.invalid(name, code, reason);
    }

    private static ResponseEntity<Object> noCollector() {
        return Problem.answer(HttpStatus.FORBIDDEN, "noCollector", "this agency collects no fees for the offices");
    }

    private static String text(JsonNode json, String field) {
        String text = Bodies.text(json, field);
        return text == null ? "" : text;
    }
}
