package tw.onestop.notice;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.exchange.InboundHandler.Replying;
import tw.onestop.exchange.Reply;
import tw.onestop.exchange.ReplyAnswer;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.ClearingDesk.Answer;
import tw.onestop.notice.ClearingDesk.Answered;
import tw.onestop.notice.ClearingDesk.Finding;
import tw.onestop.notice.ClearingDesk.Head;
import tw.onestop.notice.ClearingDesk.Replied;
import tw.onestop.notice.ClearingDesk.Request;
import tw.onestop.notice.ClearingDesk.Result;

/** 比對結果: what agencies found takes the road of all replies, and what they did not get goes out again, in the same act. */
@Component
class Findings {

    private final ClearingLists lists;
    private final ClearingLists.Requests requests;
    private final Sent sent;
    private final Roads roads;
    private final AuditDesk audit;

    Findings(ClearingLists lists, ClearingLists.Requests requests, Sent sent, Roads roads, AuditDesk audit) {
        this.lists = lists;
        this.requests = requests;
        this.sent = sent;
        this.roads = roads;
        this.audit = audit;
    }

    /** What lists are made of. */
    @Component("findingsSent")
    record Sent(Items items, Bulletins bulletins) {}

    /** 回復及重新通報之路徑. */
    @Component("findingRoads")
    record Roads(Replies replies, ExchangeDesk exchange, Deadlines deadlines) {}

    List<Answered> take(AgencyCode agency, YearMonth month, List<Answer> answers, Actor by) {
        return take(lists.head(agency, month), month, answers, by);
    }

    private List<Answered> take(Optional<Head> head, YearMonth month, List<Answer> answers, Actor by) {
        if (head.isEmpty() || answers.isEmpty()) {
            audit.record(Act.refused(
                    by, "notice.clearing.answer", month.toString(), head.isEmpty() ? "notBuilt" : "nothing"));
            return answers.stream()
                    .map(answer -> new Answered(answer.id(), Result.UNKNOWN))
                    .toList();
        }
        return take(head.get().number(), answers, by);
    }

    /** The first answer to a key is kept; the same request again brings it again and does nothing. */
    Replied take(AgencyCode agency, YearMonth month, List<Answer> answers, Request request, Actor machine) {
        if (!requests.begin(agency, request.key())) {
            audit.record(Act.refused(machine, "notice.clearing.answer", month.toString(), "inProgress"));
            return new Replied.InProgress();
        }
        Optional<ClearingLists.Requests.Given> before = requests.given(agency, request.key());
        if (before.isPresent()) {
            boolean same = MessageDigest.isEqual(before.get().digest(), request.digest());
            audit.record(
                    same
                            ? Act.done(machine, "notice.clearing.repeated", month.toString(), null)
                            : Act.refused(machine, "notice.clearing.answer", month.toString(), "keyReused"));
            return same ? new Replied.Given(read(before.get().answer())) : new Replied.KeyReused();
        }
        Optional<Head> head = lists.head(agency, month);
        if (head.isEmpty()) {
            audit.record(Act.refused(machine, "notice.clearing.answer", month.toString(), "notBuilt"));
            return new Replied.NotBuilt();
        }
        List<Answered> answered = take(head, month, answers, machine);
        requests.keep(
                agency,
                request.key(),
                new ClearingLists.Requests.Given(request.digest(), written(answered)),
                roads.deadlines().now());
        return new Replied.Given(answered);
    }

    private List<Answered> take(String number, List<Answer> answers, Actor by) {
        Instant now = roads.deadlines().now();
        List<UUID> asked = answers.stream().map(Answer::id).distinct().toList();
        Set<UUID> listed = new HashSet<>(lists.among(number, asked));
        Map<UUID, ItemStatus> held = held(List.copyOf(listed));
        Map<UUID, Result> results = new LinkedHashMap<>();
        Map<UUID, Answer> replying = new LinkedHashMap<>();
        List<UUID> lost = new ArrayList<>();
        for (Answer answer : answers) {
            ItemStatus present = held.get(answer.id());
            Result judged = present == null ? Result.UNKNOWN : judged(answer, present, now);
            // The last word about an item counts, as it would if each came by itself.
            results.put(answer.id(), judged == null ? Result.TAKEN : judged);
            replying.remove(answer.id());
            lost.remove(answer.id());
            if (judged == null && answer.finding() == Finding.NOT_RECEIVED) {
                lost.add(answer.id());
            } else if (judged == null) {
                replying.put(answer.id(), answer);
            }
        }
        if (!replying.isEmpty()) {
            results.putAll(replied(List.copyOf(replying.values()), by));
        }
        if (!lost.isEmpty()) {
            results.putAll(sentAgain(lost, now));
        }
        keep(number, answers, results, now, by);
        return answers.stream()
                .map(answer -> new Answered(answer.id(), results.getOrDefault(answer.id(), Result.UNKNOWN)))
                .toList();
    }

    /** How what was sent stands, nobody else's until the end of the transaction: items first, then bulletins, as replies do. */
    private Map<UUID, ItemStatus> held(List<UUID> ids) {
        Map<UUID, ItemStatus> held = new HashMap<>();
        sent.items().lock(ids).values().forEach(item -> held.put(item.id(), item.status()));
        held.putAll(sent.bulletins().lock(ids));
        return held;
    }

    /** Null when there is nothing against it. */
    private static @Nullable Result judged(Answer answer, ItemStatus present, Instant now) {
        return switch (answer.finding()) {
            case NOT_RECEIVED ->
                switch (present) {
                    case ACCEPTED -> Result.ON_ITS_WAY;
                    case SENT, RESENT, RECEIVED, FAILED -> null;
                    case COMPLETED, REJECTED, NO_RECORD, WITHDRAWN -> Result.NOT_FORWARD;
                };
            case REJECTED -> {
                Instant contactedAt = answer.contactedAt();
                if (answer.reason().isBlank() && present != ItemStatus.REJECTED) {
                    yield Result.REASON_MISSING;
                }
                if (answer.contactedBy().isBlank() || contactedAt == null) {
                    yield Result.CONTACT_MISSING;
                }
                yield contactedAt.isAfter(now) ? Result.CONTACT_IN_FUTURE : null;
            }
            case DONE, NO_RECORD -> null;
        };
    }

    private Map<UUID, Result> replied(List<Answer> answers, Actor by) {
        List<ReplyAnswer> said = roads.replies()
                .replied(answers.stream()
                        .map(answer -> new Replying(answer.id(), reply(answer), by))
                        .toList());
        Map<UUID, Result> results = new HashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            results.put(
                    answers.get(i).id(),
                    switch (said.get(i)) {
                        case TAKEN -> Result.TAKEN;
                        case SAME_AGAIN -> Result.SAME_AGAIN;
                        case NOT_FORWARD -> Result.NOT_FORWARD;
                        case RESULT_NOT_WANTED -> Result.RESULT_NOT_WANTED;
                        case REASON_MISSING -> Result.REASON_MISSING;
                        case UNKNOWN -> Result.UNKNOWN;
                    });
        }
        return results;
    }

    private static Reply reply(Answer answer) {
        boolean rejected = answer.finding() == Finding.REJECTED;
        Reply.Status status = switch (answer.finding()) {
            case DONE -> Reply.Status.COMPLETED;
            case REJECTED -> Reply.Status.REJECTED;
            case NO_RECORD -> Reply.Status.NO_RECORD;
            case NOT_RECEIVED -> throw new IllegalArgumentException("what was not received is no reply");
        };
        return new Reply(
                status,
                rejected ? given(answer.reason()) : null,
                rejected ? given(answer.contactedBy()) : null,
                rejected ? answer.contactedAt() : null,
                given(answer.caseNo()));
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private Map<UUID, Result> sentAgain(List<UUID> lost, Instant now) {
        Set<UUID> sent = new HashSet<>(roads.exchange().resend(lost));
        if (!sent.isEmpty()) {
            roads.replies().resent(List.copyOf(sent), now);
        }
        return lost.stream()
                .collect(Collectors.toMap(id -> id, id -> sent.contains(id) ? Result.SENT_AGAIN : Result.ON_ITS_WAY));
    }

    private void keep(String number, List<Answer> answers, Map<UUID, Result> results, Instant now, Actor by) {
        List<Answer> taken = answers.stream()
                .filter(answer ->
                        results.getOrDefault(answer.id(), Result.UNKNOWN).taken())
                .toList();
        lists.answered(number, taken, now, Items.name(by));
        audit.record(answers.stream()
                .map(answer -> {
                    Result result = results.getOrDefault(answer.id(), Result.UNKNOWN);
                    return new Act(
                            by,
                            "notice.clearing.answer",
                            answer.id().toString(),
                            null,
                            result.taken() ? Act.Outcome.DONE : Act.Outcome.REFUSED,
                            "%s %s %s".formatted(number, answer.finding(), result));
                })
                .toList());
    }

    /** {@code id RESULT} a line. */
    private static String written(List<Answered> answered) {
        return answered.stream().map(one -> one.id() + " " + one.result()).collect(Collectors.joining("\n"));
    }

    private static List<Answered> read(String text) {
        return Arrays.stream(text.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .map(line -> new Answered(UUID.fromString(line.substring(0, 36)), Result.valueOf(line.substring(37))))
                .toList();
    }
}
