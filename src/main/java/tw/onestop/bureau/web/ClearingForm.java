package tw.onestop.bureau.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tw.onestop.exchange.Reply;
import tw.onestop.http.Bodies;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.ClearingDesk.Answer;
import tw.onestop.notice.ClearingDesk.Finding;

/** 比對結果, as an officer types it for one or many lines; the contact is typed as in a reply. */
record ClearingForm(Set<UUID> chosen, String finding, ReplyForm reply) {

    static final ClearingForm EMPTY = new ClearingForm(Set.of(), "", ReplyForm.EMPTY);

    static ClearingForm of(MultiValueMap<String, String> sent) {
        Set<UUID> chosen = new LinkedHashSet<>();
        // What is none comes from a box that this page did not make.
        sent.getOrDefault("id", List.of()).forEach(id -> Bodies.uuid(id).ifPresent(chosen::add));
        Map<String, String> typed = sent.toSingleValueMap();
        return new ClearingForm(chosen, typed.getOrDefault("finding", ""), ReplyForm.of(typed));
    }

    List<Refusal> refusals(Clock clock) {
        List<Refusal> refusals = new ArrayList<>();
        if (chosen.isEmpty()) {
            refusals.add(Refusal.of("lines", "clearing.lines.none"));
        }
        Optional<Finding> said = finding(finding);
        if (said.isEmpty()) {
            refusals.add(Refusal.of("finding", "clearing.finding.missing"));
        } else {
            refusals.addAll(refusals(said.get(), reply, clock));
        }
        return refusals;
    }

    /** What a rejection lacks: the reason, and that the citizen was told. */
    static List<Refusal> refusals(Finding finding, ReplyForm reply, Clock clock) {
        List<Refusal> refusals = new ArrayList<>();
        ReplyForm asReply = reply.as(finding == Finding.REJECTED ? "REJECTED" : "COMPLETED");
        refusals.addAll(asReply.refusals(clock));
        if (finding == Finding.REJECTED
                && refusals.stream().noneMatch(r -> r.field().startsWith("contacted"))) {
            refusals.addAll(asReply.additionRefusals(clock));
        }
        return refusals;
    }

    /** Only when nothing is refused. */
    List<Answer> answers(Clock clock) {
        return chosen.stream()
                .map(id -> answer(id, finding(finding).orElseThrow(), reply, clock))
                .toList();
    }

    static Answer answer(UUID id, Finding finding, ReplyForm form, Clock clock) {
        if (finding != Finding.REJECTED) {
            return new Answer(id, finding, "", "", null, form.caseNo());
        }
        Reply reply = form.as("REJECTED").reply(clock);
        return new Answer(
                id,
                finding,
                or(reply.reason()),
                or(reply.contactedBy()),
                reply.contactedAt(),
                or(reply.agencyCaseNo()));
    }

    static Optional<Finding> finding(String text) {
        return Arrays.stream(Finding.values())
                .filter(one -> one.name().equals(text))
                .findFirst();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}
