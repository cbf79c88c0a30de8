package tw.onestop.bureau.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 回復, as an officer types it; what is wrong gets its sentence, and nothing typed is lost. */
record ReplyForm(
        String status,
        String reason,
        String contactedBy,
        String contactedOn,
        String contactedTime,
        String caseNo,
        String amount,
        String paidOn) {

    static final ReplyForm EMPTY = new ReplyForm("", "", "", "", "", "", "", "");

    private static final Set<String> STATUSES = Set.of("RECEIVED", "COMPLETED", "REJECTED", "NO_RECORD");
    private static final Set<String> WAYS = Set.of("PHONE", "SMS", "LETTER");
    /** {@code 14:05}, {@code 9:05}, {@code 1405}, {@code 14時05分}. */
    private static final Pattern TIME = Pattern.compile("(\\d{1,2})\\s*[:.時]?\\s*(\\d{2})分?");

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CASE_NO = 64;

    static ReplyForm of(Map<String, String> typed) {
        return new ReplyForm(
                tidy(typed, "status"),
                tidy(typed, "reason"),
                tidy(typed, "contactedBy"),
                tidy(typed, "contactedOn"),
                tidy(typed, "contactedTime"),
                tidy(typed, "caseNo"),
                tidy(typed, "amount"),
                tidy(typed, "paidOn"));
    }

    /** The same with another result chosen. */
    ReplyForm as(String result) {
        return new ReplyForm(result, reason, contactedBy, contactedOn, contactedTime, caseNo, amount, paidOn);
    }

    boolean isRejection() {
        return status.equals("REJECTED");
    }

    /** What is wrong with a contact that is added to a rejection made earlier. */
    List<Refusal> additionRefusals(Clock clock) {
        if (contactedBy.isEmpty() && contactedOn.isEmpty() && contactedTime.isEmpty()) {
            return List.of(
                    Refusal.of("contactedBy", "bureau.reply.contactedBy.missing"),
                    Refusal.of("contactedOn", "bureau.reply.contactedOn.missing"));
        }
        return contactRefusals(clock);
    }

    List<Refusal> refusals(Clock clock) {
        List<Refusal> refusals = new ArrayList<>();
        if (!STATUSES.contains(status)) {
            refusals.add(Refusal.of("status", "bureau.reply.status.missing"));
        }
        if (isRejection() && reason.isEmpty()) {
            refusals.add(Refusal.of("reason", "bureau.reply.reason.missing"));
        }
        if (Text.length(reason) > LONGEST_REASON) {
            refusals.add(Refusal.of("reason", "bureau.reply.reason.tooLong", Integer.toString(LONGEST_REASON)));
        }
        if (Text.length(caseNo) > LONGEST_CASE_NO) {
            refusals.add(Refusal.of("caseNo", "bureau.reply.caseNo.tooLong", Integer.toString(LONGEST_CASE_NO)));
        }
        if (isRejection()) {
            refusals.addAll(contactRefusals(clock));
        }
        if (isPaid()) {
            refusals.addAll(benefitRefusals());
        }
        return refusals;
    }

    /** 核定給付 belongs to what is done: typed before another result was chosen, it is not part of it. */
    private boolean isPaid() {
        return status.equals("COMPLETED") && !(amount.isEmpty() && paidOn.isEmpty());
    }

    private List<Refusal> benefitRefusals() {
        List<Refusal> refusals = new ArrayList<>();
        if (sum().isEmpty()) {
            refusals.add(Refusal.of("amount", "bureau.reply.amount.format"));
        }
        if (RocDate.parse(paidOn).isEmpty()) {
            refusals.add(Refusal.of("paidOn", "bureau.reply.paidOn.format"));
        }
        return refusals;
    }

    /** {@code 91,600}, {@code 91600}. */
    private OptionalInt sum() {
        String digits = Text.halfWidth(amount).replaceAll("[,\\s元]", "");
        return digits.matches("[1-9]\\d{0,7}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    /** Only when nothing is refused. */
    Reply reply(Clock clock) {
        // Reason and contact belong to a rejection: typed before another result was chosen, they are not part of it.
        return new Reply(
                Reply.Status.valueOf(status),
                isRejection() ? given(reason) : null,
                isRejection() ? given(contactedBy) : null,
                isRejection() ? contactedAt(clock).orElse(null) : null,
                given(caseNo),
                null,
                isPaid()
                        ? new Reply.Benefit(
                                sum().orElseThrow(), RocDate.parse(paidOn).orElseThrow())
                        : null);
    }

    private List<Refusal> contactRefusals(Clock clock) {
        boolean dated = !contactedOn.isEmpty() || !contactedTime.isEmpty();
        if (contactedBy.isEmpty() && !dated) {
            return List.of();
        }
        List<Refusal> refusals = new ArrayList<>();
        if (!WAYS.contains(contactedBy)) {
            refusals.add(Refusal.of("contactedBy", "bureau.reply.contactedBy.missing"));
        }
        refusals.addAll(whenRefusals(clock));
        return refusals;
    }

    private List<Refusal> whenRefusals(Clock clock) {
        if (contactedOn.isEmpty() && contactedTime.isEmpty()) {
            return List.of(Refusal.of("contactedOn", "bureau.reply.contactedOn.missing"));
        }
        List<Refusal> refusals = new ArrayList<>();
        if (RocDate.parse(contactedOn).isEmpty()) {
            refusals.add(Refusal.of("contactedOn", "bureau.reply.contactedOn.format"));
        }
        if (time().isEmpty()) {
            refusals.add(Refusal.of("contactedTime", "bureau.reply.contactedTime.format"));
        }
        if (contactedAt(clock).filter(at -> at.isAfter(clock.instant())).isPresent()) {
            refusals.add(Refusal.of("contactedOn", "bureau.reply.contactedOn.inFuture"));
        }
        return refusals;
    }

    private Optional<Instant> contactedAt(Clock clock) {
        return RocDate.parse(contactedOn)
                .flatMap(day -> time().map(
                                time -> day.atTime(time).atZone(clock.getZone()).toInstant()));
    }

    private Optional<LocalTime> time() {
        return time(contactedTime);
    }

    /** A time as officers type it. */
    static Optional<LocalTime> time(String typed) {
        Matcher said = TIME.matcher(Text.halfWidth(typed));
        try {
            return said.matches()
                    ? Optional.of(LocalTime.of(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2))))
                    : Optional.empty();
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
