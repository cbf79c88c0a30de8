package tw.agencies;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 承辦人: decides what becomes of a notice. Decided once, when it arrives; what the dials say later changes nothing. */
final class Officer {

    private static final String BENEFIT = "tw.onestop.notice.labour-benefit.";
    /** 投保薪資 that everybody is insured with here. */
    private static final BigDecimal WAGE = BigDecimal.valueOf(45_800);
    /** 生育給付: sixty days. */
    private static final BigDecimal MATERNITY = BigDecimal.TWO;

    private static final String MISMATCH = "通報資料與本機關檔案不符，請洽承辦窗口補正";

    private final Configuration.Settings agency;
    private final Clock clock;

    Officer(Configuration.Settings agency, Clock clock) {
        this.agency = agency;
        this.clock = clock;
    }

    /** 已接收 in the answer to the delivery itself, by the agencies which do so. */
    boolean acknowledges(Dials dials) {
        return agency.autoReply() && agency.door() == Configuration.Door.WEBHOOK && !dials.on(Dial.OUT_OF_ORDER);
    }

    List<Reply> decide(Notice notice, Dials dials) {
        Instant now = clock.instant();
        Instant due = now.plus(agency.settleAfter()).plus(dials.duration(Dial.LATE));
        List<Reply> outcome = outcome(notice, dials, due);
        List<Reply> replies = new ArrayList<>();
        if (dials.on(Dial.OUT_OF_ORDER)) {
            replies.addAll(outcome);
            replies.add(reply(notice, "received", due, Reply.Status.RECEIVED, null));
        } else if (agency.autoReply() && agency.door() != Configuration.Door.WEBHOOK) {
            replies.add(reply(notice, "received", now, Reply.Status.RECEIVED, null));
            replies.addAll(outcome);
        } else {
            replies.addAll(outcome);
        }
        return dials.on(Dial.TWICE) ? twice(replies) : replies;
    }

    /** What is to be paid for is neither made nor refused before that. */
    private List<Reply> outcome(Notice notice, Dials dials, Instant due) {
        if (!notice.data().path("paymentDue").isMissingNode()) {
            return List.of();
        }
        return dials.strikes(Dial.REJECT) ? rejection(notice, due) : List.of(completion(notice, due));
    }

    /** 製發: what was paid for is made; a registered letter has a number, what is fetched at the counter has none. */
    Reply made(String noticeId, boolean posted, Dials dials) {
        Instant due = clock.instant().plus(agency.settleAfter()).plus(dials.duration(Dial.LATE));
        long hash = VehicleOwners.hash(noticeId);
        String caseNo = "%s-%08X".formatted(agency.code(), hash);
        String trackingNo = posted ? "%014d".formatted(Math.floorMod(hash, 100_000_000_000_000L)) : null;
        return new Reply(
                noticeId + "-completed",
                due,
                new Reply.Body(Reply.Status.COMPLETED, null, null, null, caseNo, trackingNo));
    }

    private Reply completion(Notice notice, Instant due) {
        boolean owes = agency.code().equals(VehicleOwners.OFFICE)
                && VehicleOwners.of(notice).owes();
        Reply done = reply(notice, "completed", due, Reply.Status.COMPLETED, owes ? VehicleOwners.UNPAID : null);
        return notice.type().startsWith(BENEFIT)
                        && !notice.data().path("details").isMissingNode()
                ? paid(done, notice)
                : done;
    }

    /** 核定: so many months' wage, in the account a week later. */
    private Reply paid(Reply done, Notice notice) {
        String months = Json.text(notice.data().path("details"), "months");
        BigDecimal sum = WAGE.multiply(months.isEmpty() ? MATERNITY : new BigDecimal(months));
        Reply.Body body = done.body();
        return new Reply(
                done.key(),
                done.due(),
                new Reply.Body(
                        body.status(),
                        null,
                        null,
                        null,
                        body.agencyCaseNo(),
                        null,
                        sum.intValue(),
                        LocalDate.now(clock).plusDays(7)));
    }

    /** Half of the citizens have been told by then; for the others the contact follows in a reply of its own. */
    private List<Reply> rejection(Notice notice, Instant due) {
        Reply bare = reply(notice, "rejected", due, Reply.Status.REJECTED, MISMATCH);
        long hash = VehicleOwners.hash(notice.id());
        if (hash % 2 == 0) {
            return List.of(contacted(bare, bare.key(), due));
        }
        Instant later = due.plus(agency.settleAfter()).plus(Duration.ofSeconds(1));
        return List.of(bare, contacted(bare, bare.key() + "-contact", later));
    }

    private static Reply contacted(Reply rejection, String key, Instant due) {
        Reply.Body body = rejection.body();
        Reply.Contact[] ways = Reply.Contact.values();
        Reply.Contact way = ways[Math.floorMod(key.hashCode(), ways.length)];
        return new Reply(key, due, new Reply.Body(body.status(), body.reason(), way, due, body.agencyCaseNo(), null));
    }

    private Reply reply(Notice notice, String word, Instant due, Reply.Status status, @Nullable String reason) {
        String caseNo = "%s-%08X".formatted(agency.code(), VehicleOwners.hash(notice.id()));
        return new Reply(notice.id() + "-" + word, due, new Reply.Body(status, reason, null, null, caseNo, null));
    }

    private static List<Reply> twice(List<Reply> replies) {
        List<Reply> doubled = new ArrayList<>();
        for (Reply reply : replies) {
            doubled.add(reply);
            doubled.add(new Reply(reply.key() + "-again", reply.due(), reply.body()));
        }
        return doubled;
    }
}
