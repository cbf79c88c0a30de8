package tw.onestop.notice;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Capability;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Registration;

/** 審查 of an application: everything that is wrong with it at once. */
@Component
class Examination {

    private static final int MOST_CHOICES = 200;

    private final AgencyDesk agencies;
    private final Items items;
    private final ErrandExamination errands;
    private final Clock clock;

    Examination(AgencyDesk agencies, Items items, ErrandExamination errands, Clock clock) {
        this.agencies = agencies;
        this.items = items;
        this.errands = errands;
        this.clock = clock;
    }

    /**
     * 審查結果.
     *
     * @param matters what will be told, empty while anything is refused; likewise the errands
     */
    record Result(List<Refusal> refusals, List<Accepted> matters, List<Petition> petitions) {}

    /** 受理項目, a choice whose registration was found. */
    record Accepted(AgencyCode agency, Matter matter, Map<String, String> keys) {}

    /** What can be said of the form alone, before its registrations are made. */
    List<Refusal> beforehand(NoticeForm form, Actor reader) {
        List<Refusal> refusals = beforehand(form, choices(form));
        refusals.addAll(errands.beforehand(form, reader));
        return refusals.stream().distinct().toList();
    }

    private List<Refusal> beforehand(NoticeForm form, List<Judged> taken) {
        List<Refusal> refusals = ofTheWhole(form);
        taken.forEach(judged -> refusals.addAll(judged.keys().refusals()));
        refusals.addAll(notTaken(form, taken));
        return refusals;
    }

    /** Everything, by the registrations the form names. */
    Result of(NoticeForm form, List<Registration> registrations, Actor reader) {
        List<Judged> taken = choices(form);
        List<Refusal> refusals = beforehand(form, taken);
        // An errand may be all there is, and need none.
        if ((form.registrations().isEmpty() && form.wishes().isEmpty())
                || registrations.size() < Set.copyOf(form.registrations()).size()) {
            refusals.add(Refusal.of("registrations", "notice.registration.unknown"));
        }
        List<Accepted> accepted = new ArrayList<>();
        Set<Items.Standing> standing = items.standing(form.registrations());
        for (Judged judged : taken) {
            NoticeForm.Choice choice = judged.choice();
            Optional<Matter> matter = Matter.find(registrations, choice.person(), choice.change());
            if (matter.isEmpty()) {
                refusals.add(refusal("notice.choice.notChanged", choice));
            } else if (standing.contains(new Items.Standing(
                    matter.get().registration().id(), choice.person(), choice.agency(), choice.change()))) {
                refusals.add(refusal("notice.choice.toldBefore", choice));
            } else if (!agencies.coverage(choice.agency(), LocalDate.now(clock))
                    .covers(Matter.townships(registrations, choice.person()))) {
                refusals.add(refusal("notice.choice.notCovered", choice));
            } else {
                accepted.add(new Accepted(
                        choice.agency(), matter.get(), judged.keys().values()));
            }
        }
        ErrandExamination.Result wished = errands.of(form, registrations, reader);
        refusals.addAll(wished.refusals());
        return refusals.isEmpty()
                ? new Result(List.of(), List.copyOf(accepted), wished.petitions())
                : new Result(refusals.stream().distinct().toList(), List.of(), List.of());
    }

    private static List<Refusal> ofTheWhole(NoticeForm form) {
        List<Refusal> refusals = new ArrayList<>();
        if (form.choices().isEmpty() && form.wishes().isEmpty()) {
            refusals.add(Refusal.of("choices", "notice.choice.none"));
        }
        if (form.choices().size() + form.wishes().size() > MOST_CHOICES) {
            refusals.add(Refusal.of("choices", "notice.choice.tooMany"));
        }
        if (form.applicantName().isBlank()) {
            refusals.add(Refusal.of("applicantName", "notice.applicantName.missing"));
        }
        if (!form.consent()) {
            refusals.add(Refusal.of("consent", "notice.consent.missing"));
        } else if (!form.consentVersion().equals(ConsentNotices.VERSION)) {
            refusals.add(Refusal.of("consent", "notice.consent.outdated"));
        }
        refusals.addAll(Contact.of(form).refusals(form.messages()));
        Signature.refusal(form.signaturePng()).ifPresent(refusals::add);
        return refusals;
    }

    private List<Refusal> notTaken(NoticeForm form, List<Judged> judgedChoices) {
        Set<Wanted> taken = judgedChoices.stream()
                .map(judged ->
                        new Wanted(judged.choice().agency(), judged.choice().change()))
                .collect(Collectors.toSet());
        Set<Object> seen = new HashSet<>();
        List<Refusal> refusals = new ArrayList<>();
        for (NoticeForm.Choice choice : form.choices()) {
            Wanted wanted = new Wanted(choice.agency(), choice.change());
            if (!taken.contains(wanted)) {
                refusals.add(refusal("notice.choice.notTaken", choice));
            } else if (!seen.add(List.of(wanted, choice.person()))) {
                refusals.add(refusal("notice.choice.twice", choice));
            }
        }
        return refusals;
    }

    /** The choices that the agency takes today, with their keys. */
    private List<Judged> choices(NoticeForm form) {
        Map<Wanted, Capability> matrix = agencies.capabilities(LocalDate.now(clock)).stream()
                .collect(Collectors.toMap(row -> new Wanted(row.agency(), row.change()), row -> row));
        return form.choices().stream()
                .flatMap(choice -> Optional.ofNullable(matrix.get(new Wanted(choice.agency(), choice.change())))
                        .map(row -> new Judged(choice, ExtraKeys.of(row, choice.extraKeys())))
                        .stream())
                .toList();
    }

    private Refusal refusal(String code, NoticeForm.Choice choice) {
        String name = agencies.find(choice.agency())
                .map(Agency::name)
                .orElse(choice.agency().value());
        return Refusal.of("choices", code, name, choice.change().name());
    }

    private record Judged(NoticeForm.Choice choice, ExtraKeys keys) {}

    private record Wanted(AgencyCode agency, ChangeType change) {}
}
