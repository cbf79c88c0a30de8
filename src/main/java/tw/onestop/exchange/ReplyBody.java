package tw.onestop.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Text;

/** 回復內容 as it came over the wire or in a file. */
public sealed interface ReplyBody {

    /** Well-formed; whether it fits the item is the room above's to say. */
    record Right(Reply reply) implements ReplyBody {}

    /** Not well-formed. */
    record Wrong(String field, String code, String reason) implements ReplyBody {}

    /** Shown to the citizen, so it is nothing but a number. */
    Pattern TRACKING_NO = Pattern.compile("[0-9A-Za-z-]{6,40}");

    /** Whole NT$, up to {@link Reply.Benefit#MOST}. */
    Pattern AMOUNT = Pattern.compile("[1-9]\\d{0,7}");

    List<String> NAMES = List.of(
            "id", "status", "contactedBy", "contactedAt", "reason", "agencyCaseNo", "trackingNo", "amount", "paidOn");

    static ReplyBody read(byte[] body) {
        return Bodies.object(body)
                .map(json -> of(fields(json)))
                .orElseGet(() -> new Wrong("", "bodyInvalid", "the body is no JSON object"));
    }

    /** Those that are known and there. */
    static Map<String, String> fields(JsonNode json) {
        Map<String, String> fields = new HashMap<>();
        for (String name : NAMES) {
            String text = name.equals("amount") ? sum(json.path(name)) : Bodies.text(json, name);
            if (text != null) {
                fields.put(name, text);
            }
        }
        return fields;
    }

    /** A number in JSON, the same digits in any other form; anything else as it stands, to be refused. */
    private static @Nullable String sum(JsonNode amount) {
        return amount.isMissingNode() || amount.isNull() ? null : amount.toString();
    }

    /** Whatever the form in which they came. */
    static ReplyBody of(Map<String, String> fields) {
        String status = fields.get("status");
        Optional<Reply.Status> known = Arrays.stream(Reply.Status.values())
                .filter(s -> s.name().equals(status))
                .findFirst();
        if (known.isEmpty()) {
            return new Wrong("status", "unknownStatus", "status must be RECEIVED, COMPLETED, REJECTED or NO_RECORD");
        }
        String contactedBy = fields.get("contactedBy");
        if (contactedBy != null && !Set.of("PHONE", "SMS", "LETTER").contains(contactedBy)) {
            return new Wrong("contactedBy", "unknownContact", "contactedBy must be PHONE, SMS or LETTER");
        }
        String contactedText = fields.get("contactedAt");
        Optional<Instant> contactedAt = Bodies.instant(contactedText);
        if (contactedText != null && contactedAt.isEmpty()) {
            return new Wrong("contactedAt", "notAnInstant", "contactedAt must be an ISO 8601 instant with its offset");
        }
        String reason = fields.get("reason");
        String caseNo = fields.get("agencyCaseNo");
        if (tooLong(reason, 1000)) {
            return new Wrong("reason", "tooLong", "reason may have 1000 characters");
        }
        if (tooLong(caseNo, 100)) {
            return new Wrong("agencyCaseNo", "tooLong", "agencyCaseNo may have 100 characters");
        }
        if (hasControls(reason) || hasControls(caseNo)) {
            String field = hasControls(reason) ? "reason" : "agencyCaseNo";
            return new Wrong(field, "controlCharacter", field + " may hold no control characters but line breaks");
        }
        String trackingNo = fields.get("trackingNo");
        if (trackingNo != null && !TRACKING_NO.matcher(trackingNo).matches()) {
            return new Wrong("trackingNo", "notATrackingNo", "trackingNo must be 6 to 40 letters, digits or hyphens");
        }
        Optional<Wrong> wrong = benefitWrong(fields, known.get());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Optional<LocalDate> paidOn = day(fields.get("paidOn"));
        return new Right(new Reply(
                known.get(),
                reason,
                contactedBy,
                contactedAt.orElse(null),
                caseNo,
                trackingNo,
                paidOn.map(on -> new Reply.Benefit(Integer.parseInt(fields.getOrDefault("amount", "")), on))
                        .orElse(null)));
    }

    /** Amount and day are said together, and of what is done. */
    private static Optional<Wrong> benefitWrong(Map<String, String> fields, Reply.Status status) {
        String amount = fields.get("amount");
        String paidOn = fields.get("paidOn");
        if (amount == null && paidOn == null) {
            return Optional.empty();
        }
        if (amount == null || paidOn == null) {
            return Optional.of(new Wrong(
                    amount == null ? "amount" : "paidOn",
                    "missing",
                    "amount and paidOn are said together or not at all"));
        }
        if (status != Reply.Status.COMPLETED) {
            return Optional.of(new Wrong("amount", "notCompleted", "only what is COMPLETED says amount and paidOn"));
        }
        if (!AMOUNT.matcher(amount).matches()) {
            return Optional.of(new Wrong("amount", "notAnAmount", "amount must be whole NT$, 1 to 99999999"));
        }
        return day(paidOn).isPresent()
                ? Optional.empty()
                : Optional.of(new Wrong("paidOn", "notADate", "paidOn must be a date like 2026-01-16"));
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(LocalDate::parse);
        } catch (DateTimeParseException no) {
            return Optional.empty();
        }
    }

    private static boolean hasControls(@Nullable String text) {
        return text != null && text.chars().anyMatch(c -> Character.isISOControl(c) && "\n\r\t".indexOf(c) < 0);
    }

    private static boolean tooLong(@Nullable String text, int most) {
        return text != null && Text.length(text) > most;
    }
}
