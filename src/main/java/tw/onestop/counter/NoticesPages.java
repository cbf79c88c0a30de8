package tw.onestop.counter;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import tw.onestop.access.AccessDesk;
import tw.onestop.agency.ChangeType;
import tw.onestop.intake.IntakeDesk;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.PersonalDataNotice;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.NoticeDesk;
import tw.onestop.notice.Offer;
import tw.onestop.registry.PersonId;

/** 主動告知: what fits the sitting is offered unasked; the citizen ticks, agrees and signs. */
@Controller
class NoticesPages {

    private static final String PNG = "data:image/png;base64,";

    private final IntakeDesk intake;
    private final NoticeDesk notices;
    private final Concerned concerned;
    private final ErrandRows errands;
    private final AccessDesk access;

    NoticesPages(IntakeDesk intake, NoticeDesk notices, Concerned concerned, ErrandRows errands, AccessDesk access) {
        this.intake = intake;
        this.notices = notices;
        this.concerned = concerned;
        this.errands = errands;
        this.access = access;
    }

    /**
     * One agency's offer with every box that can be ticked.
     *
     * @param townships of whom it concerns
     */
    record Row(Offer offer, List<Box> boxes, Set<String> townships) {

        public boolean any() {
            return boxes.stream().anyMatch(Box::ticked);
        }

        /** Whether it keeps one account for several who are listed here. */
        public boolean shared() {
            return boxes.stream().anyMatch(box -> !box.account().isEmpty() && !box.stands());
        }

        /** What 全部勾選 leaves ticked: everybody; of a household's account who stands for it, unless a member is ticked already. */
        Stream<String> all() {
            Set<String> told =
                    boxes.stream().filter(Box::ticked).map(Box::account).collect(Collectors.toSet());
            return boxes.stream()
                    .filter(box ->
                            box.ticked() || box.account().isEmpty() || (box.stands() && !told.contains(box.account())))
                    .map(Box::value);
        }
    }

    /**
     * 勾選格: {@code value} as drafts keep it.
     *
     * @param account the same for all members whom one notice serves, {@code ""} where each is told of for themselves
     * @param stands whether this member stands for the account: who applies, else the first
     */
    record Box(String value, String person, ChangeType change, boolean ticked, String account, boolean stands) {}

    @GetMapping("/counter/sittings/{id}/notices")
    String notices(@PathVariable UUID id, Model model, Locale locale) {
        Actor clerk = access.current().actor();
        return page(open(id, clerk), List.of(), clerk, model, locale);
    }

    @PostMapping("/counter/sittings/{id}/notices")
    String save(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(defaultValue = "next") String then,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        Actor clerk = access.current().actor();
        Sitting sitting = intake.keep(
                        id,
                        before -> then.equals("all") ? all(ticked(before, sent), clerk) : ticked(before, sent),
                        clerk)
                .orElseThrow(() -> new SittingEnded(id));
        if (!then.equals("next")) {
            return "redirect:/counter/sittings/" + id + "/notices";
        }
        List<Refusal> refusals =
                intake.check(id, clerk).stream().map(NoticesPages::beside).toList();
        if (refusals.isEmpty()) {
            return "redirect:/counter/sittings/" + id + "/review";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(sitting, refusals, clerk, model, locale);
    }

    /** What is ticked and typed when the page is left another way than by sending it off. */
    @PostMapping("/counter/sittings/{id}/notices/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void draft(@PathVariable UUID id, @RequestParam MultiValueMap<String, String> sent, @RequestParam long version) {
        intake.keepMeanwhile(
                id, version, before -> ticked(before, sent), access.current().actor());
    }

    private Sitting.Draft ticked(Sitting.Draft before, MultiValueMap<String, String> sent) {
        return Ticked.into(before, sent, notices.consentNotice());
    }

    private Sitting.Draft all(Sitting.Draft draft, Actor clerk) {
        return Ticked.all(draft, rows(draft, concerned.of(draft, clerk)));
    }

    /** The notice desk's names of fields are those of its form; the page's are those of its boxes. */
    private static Refusal beside(Refusal refusal) {
        String field = switch (refusal.field()) {
            case "applicantName" -> "applicant.name";
            case "registrations" -> "choices";
            default -> refusal.field();
        };
        return new Refusal(field, refusal.code(), refusal.arguments());
    }

    /** The signature drawn so far, apart from the page, so that the page stays light. */
    @GetMapping("/counter/sittings/{id}/signature")
    ResponseEntity<byte[]> signature(@PathVariable UUID id) {
        String drawn = open(id, access.current().actor()).draft().signature();
        return drawn.startsWith(PNG)
                ? ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(CacheControl.noStore())
                        .body(Base64.getDecoder().decode(drawn.substring(PNG.length())))
                : ResponseEntity.notFound().build();
    }

    private List<Row> rows(Sitting.Draft draft, Concerned.Scope scope) {
        List<Row> rows = new ArrayList<>();
        Optional<NationalId> applicant =
                NationalId.parse(Ticked.applicant(draft).nationalId());
        for (Offer offer : notices.offers(scope.kinds(), scope.changes())) {
            List<Box> boxes = new ArrayList<>();
            Set<String> townships = new HashSet<>();
            Map<ChangeType, PersonId> standing = standing(offer, scope, applicant);
            for (Concerned.One one : scope.people()) {
                for (ChangeType change : offer.changes()) {
                    if (fits(offer, one, change)) {
                        String matter = "%s/%s".formatted(offer.agency().code(), change);
                        String value = "%s/%d".formatted(matter, one.id().value());
                        boxes.add(new Box(
                                value,
                                one.name(),
                                change,
                                draft.choices().contains(value),
                                offer.agency().body().keepsAccounts() ? matter : "",
                                one.id().equals(standing.get(change))));
                        townships.addAll(one.townships());
                    }
                }
            }
            if (offer.statutory() || !boxes.isEmpty()) {
                rows.add(new Row(offer, boxes, townships));
            }
        }
        return rows;
    }

    private static boolean fits(Offer offer, Concerned.One one, ChangeType change) {
        return one.changes().contains(change) && offer.coverage().covers(one.townships());
    }

    /** By change who stands for a household's account: who applies, where they are one of them, else the first. */
    private static Map<ChangeType, PersonId> standing(
            Offer offer, Concerned.Scope scope, Optional<NationalId> applicant) {
        Map<ChangeType, PersonId> standing = new EnumMap<>(ChangeType.class);
        for (ChangeType change : offer.changes()) {
            scope.people().stream()
                    .filter(one -> fits(offer, one, change))
                    .min(Comparator.comparing(one -> !applicant.equals(Optional.of(one.nationalId()))))
                    .ifPresent(one -> standing.put(change, one.id()));
        }
        return standing;
    }

    private String page(Sitting sitting, List<Refusal> refusals, Actor clerk, Model model, Locale locale) {
        Concerned.Scope scope = concerned.of(sitting.draft(), clerk);
        List<Row> rows = rows(sitting.draft(), scope);
        model.addAttribute("errands", errands.of(sitting.draft(), scope, clerk));
        PersonalDataNotice text = notices.consentNotice();
        model.addAttribute("sitting", sitting);
        model.addAttribute("lifeEvents", happened(sitting.draft()));
        model.addAttribute("draft", sitting.draft());
        model.addAttribute(
                "rows", rows.stream().filter(r -> !r.offer().statutory()).toList());
        model.addAttribute(
                "statutory", rows.stream().filter(r -> r.offer().statutory()).toList());
        model.addAttribute("applicant", Ticked.applicant(sitting.draft()));
        model.addAttribute("phone", Ticked.phone(sitting.draft()));
        model.addAttribute("notice", locale.getLanguage().equals("en") ? text.english() : text.chinese());
        model.addAttribute("refusals", refusals);
        return "counter/notices";
    }

    /** 人生大事 of the sitting, and whose form was the first of each. */
    private static Map<LifeEvent, Long> happened(Sitting.Draft draft) {
        Map<LifeEvent, Long> happened = new EnumMap<>(LifeEvent.class);
        draft.forms()
                .forEach(form -> LifeEvent.of(form.kind())
                        .ifPresent(event ->
                                happened.putIfAbsent(event, form.party().value())));
        return happened;
    }

    private Sitting open(UUID id, Actor clerk) {
        return intake.sitting(id, clerk).orElseThrow(() -> new SittingEnded(id));
    }
}
