package tw.onestop.bureau.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 回復, as an officer types it; what is wrong gets its sentence, and nothing typed is lost. */
record ReplyForm(
        String status, String reason, String contactedBy, String contactedOn, String contactedTime, String caseNo) {

    static final ReplyForm EMPTY = new ReplyForm("", "", "", "", "", "");

    private static final Set<String> STATUSES = Set.of("RECEIVED", "COMPLETED", "REJECTED", "NO_RECORD");
    private static final Set<String> WAYS = Set.of("PHONE", "SMS", "LETTER");
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CASE_NO = 64;

    static ReplyForm of(Map<String, String> typed) {
        return new ReplyForm(
                tidy(typed, "status"),
                tidy(typed, "reason"),
                tidy(typed, "contactedBy"),
                tidy(typed, "contactedOn"),
                tidy(typed, "contactedTime"),
                tidy(typed, "caseNo"));
    }

    List<Refusal> refusals(Clock clock) {
        List<Refusal> refusals = new ArrayList<>();
        if (!STATUSES.contains(status)) {
            refusals.add(Refusal.of("status", "bureau.reply.status.missing"));
        }
        if (status.equals("REJECTED") && reason.isEmpty()) {
            refusals.add(Refusal.of("reason", "bureau.reply.reason.missing"));
        }
        if (Text.length(reason) > LONGEST_REASON) {
            refusals.add(Refusal.of("reason", "bureau.reply.reason.tooLong", Integer.toString(LONGEST_REASON)));
        }
        if (Text.length(caseNo) > LONGEST_CASE_NO) {
            refusals.add(Refusal.of("caseNo", "bureau.reply.caseNo.tooLong", Integer.toString(LONGEST_CASE_NO)));
        }
        refusals.addAll(contactRefusals(clock));
        return refusals;
    }

    /** Only when nothing is refused. */
    Reply reply(Clock clock) {
        return new Reply(
                Reply.Status.valueOf(status),
                given(reason),
                given(contactedBy),
                contactedAt(clock).orElse(null),
                given(caseNo));
    }

    private List<Refusal> contactRefusals(Clock clock) {
        boolean dated = !contactedOn.isEmpty() || !contactedTime.isEmpty();
        if (contactedBy.isEmpty() && !dated) {
            return List.of();
        }
        if (!WAYS.contains(contactedBy)) {
            return List.of(Refusal.of("contactedBy", "bureau.reply.contactedBy.missing"));
        }
        Optional<Instant> at = contactedAt(clock);
        if (at.isEmpty()) {
            return List.of(Refusal.of("contactedOn", "bureau.reply.contactedOn.format"));
        }
        return at.get().isAfter(clock.instant())
                ? List.of(Refusal.of("contactedOn", "bureau.reply.contactedOn.inFuture"))
                : List.of();
    }

    private Optional<Instant> contactedAt(Clock clock) {
        try {
            LocalTime time = LocalTime.parse(Text.halfWidth(contactedTime));
            return RocDate.parse(contactedOn)
                    .map(day -> day.atTime(time).atZone(clock.getZone()).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String tidy(Map<String, String> typed, String name) {
        return typed.getOrDefault(name, "").strip();
    }
}
