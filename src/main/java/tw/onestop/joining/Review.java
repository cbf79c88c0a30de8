package tw.onestop.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.MachineAccessDesk;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/** 連結審查: an approval makes grant and roster in the transaction in which it is decided. */
@Component
class Review implements ReviewDesk {

    private static final int REASON = 600;

    private final ApplicationForms applications;
    private final Scrutiny scrutiny;
    private final GrantDesk grants;
    private final MachineAccessDesk machines;
    private final FieldWords words;
    private final Linkages linkages;
    private final Diary diary;

    Review(ApplicationForms applications, Scrutiny scrutiny, Giving giving, Linkages linkages, Diary diary) {
        this.applications = applications;
        this.scrutiny = scrutiny;
        this.grants = giving.grants();
        this.machines = giving.machines();
        this.words = giving.words();
        this.linkages = linkages;
        this.diary = diary;
    }

    /** 授權, by what it opens to machines, and what its fields are called. */
    @Component("reviewGiving")
    record Giving(GrantDesk grants, MachineAccessDesk machines, FieldWords words) {}

    @Override
    @Transactional
    public List<Application> waiting(Actor ministry) {
        diary.record(Act.done(ministry, "joining.application.list", null, null));
        return applications.at(Stage.MINISTRY_REVIEW);
    }

    @Override
    @Transactional
    public Optional<Application> application(UUID id, Actor ministry) {
        // Drafts are the agency's own.
        Optional<Application> found =
                applications.find(id).filter(one -> one.stage() != Stage.DRAFT && one.stage() != Stage.SECURITY_REVIEW);
        diary.record(
                found.isPresent()
                        ? Act.done(ministry, "joining.application.read", id.toString(), null)
                        : Act.refused(ministry, "joining.application.read", id.toString(), "unknown"));
        return found;
    }

    @Override
    @Transactional
    public List<Refusal> giveBack(UUID id, Map<Section, String> remarks, Actor ministry) {
        Map<Section, String> said = new EnumMap<>(Section.class);
        remarks.forEach((section, remark) -> {
            if (!remark.isBlank()) {
                said.put(section, remark.strip());
            }
        });
        return decide(id, ministry, "joining.application.return", application -> {
            if (application.returned() > 0) {
                return List.of(Refusal.of("", "joining.returned.once"));
            }
            if (said.isEmpty()) {
                return List.of(Refusal.of("remark-BUSINESS", "joining.returned.nothing"));
            }
            applications.move(application, Stage.RETURNED, ministry.id(), "", said);
            return List.of();
        });
    }

    @Override
    @Transactional
    public List<Refusal> approve(UUID id, Approval typed, Actor ministry) {
        return decide(id, ministry, "joining.application.approve", application -> {
            List<Refusal> wrong = new ArrayList<>();
            whole(wrong, "mostIds", typed.quota().mostIds(), 1000);
            whole(wrong, "perMinute", typed.quota().perMinute(), 6000);
            wrong.addAll(part(application, typed));
            // Accounts may have been closed since it was submitted.
            wrong.addAll(scrutiny.wrong(application));
            if (wrong.isEmpty()) {
                grant(application, typed, ministry);
            }
            return wrong;
        });
    }

    @Override
    @Transactional
    public List<Refusal> refuse(UUID id, String reason, Actor ministry) {
        return decide(id, ministry, "joining.application.refuse", application -> {
            List<Refusal> wrong = new ArrayList<>();
            CatalogueForms.text(wrong, "reason", reason, REASON);
            if (wrong.isEmpty()) {
                applications.move(application, Stage.REFUSED, ministry.id(), reason.strip(), Map.of());
            }
            return wrong;
        });
    }

    @Override
    public Quota suggested() {
        LocalDate today = diary.today();
        return new Quota(
                String.valueOf(linkages.term("link.mostIds", today)),
                String.valueOf(linkages.term("link.perMinute", today)));
    }

    /** 部分核准: something is left, and the agency is told why the rest is not. */
    private static List<Refusal> part(Application application, Approval typed) {
        List<Refusal> wrong = new ArrayList<>();
        Set<String> asked = Set.copyOf(application.answers().all("fields"));
        if (!asked.containsAll(typed.without())) {
            wrong.add(Refusal.of("without", "joining.without.unknown"));
        } else if (!typed.without().isEmpty() && typed.without().size() == asked.size()) {
            wrong.add(Refusal.of("without", "joining.without.all"));
        }
        if (!typed.without().isEmpty()) {
            CatalogueForms.text(wrong, "whyWithout", typed.reason(), REASON);
        }
        return wrong;
    }

    /** Stands in the history of the application, which its agency reads. */
    private String note(Approval typed) {
        return typed.without().isEmpty()
                ? ""
                : "部分核准，不含%s：%s"
                        .formatted(
                                words.chinese(typed.without()), typed.reason().strip());
    }

    private void grant(Application application, Approval typed, Actor ministry) {
        Quota quota = typed.quota();
        Set<String> fields = new LinkedHashSet<>(application.answers().all("fields"));
        fields.removeAll(typed.without());
        LocalDate today = diary.today();
        List<Business> items = scrutiny.chosen(application);
        String renewed = application.renews();
        if (renewed != null) {
            linkages.lock(renewed); // before its grant, as everybody takes them
        }
        String purpose = renewed != null ? renewed : linkages.purposeOf(application.agency());
        Grant grant = new Grant(
                purpose,
                application.agency(),
                items.stream().map(Business::name).collect(Collectors.joining("、")),
                items.stream().map(Business::nameEn).collect(Collectors.joining(", ")),
                application.answers().one("legalBasis").strip(),
                Set.copyOf(fields),
                Integer.parseInt(quota.mostIds().strip()),
                Integer.parseInt(quota.perMinute().strip()),
                today,
                today.plusYears(linkages.term("link.years", today)).minusDays(1),
                null,
                scrutiny.territory(application),
                items.stream().map(Business::code).collect(Collectors.toSet()));
        Map<String, NationalId> officers = Scrutiny.officers(application.answers());
        grants.give(grant, ministry);
        officers.forEach((username, number) -> grants.name(application.agency(), username, number, ministry));
        grants.reserve(application.agency(), purpose, officers.keySet(), ministry);
        if (renewed == null && linkages.term(Terms.REHEARSAL, today) == 1) {
            machines.demand(application.agency(), purpose, ministry);
        }
        applications.move(application, Stage.APPROVED, ministry.id(), note(typed), Map.of());
        applications.granted(application.id(), purpose);
        linkages.begin(grant, application, ministry.id());
    }

    private List<Refusal> decide(UUID id, Actor ministry, String action, Function<Application, List<Refusal>> work) {
        List<Refusal> wrong = applications
                .lock(id)
                .filter(one -> one.stage() == Stage.MINISTRY_REVIEW)
                .map(work)
                .orElseGet(() -> List.of(Refusal.of("", "joining.closed")));
        return diary.told(ministry, action, id.toString(), wrong);
    }

    private static void whole(List<Refusal> wrong, String field, String typed, int most) {
        String tidy = typed.strip();
        if (!tidy.matches("[1-9]\\d{0,4}") || Integer.parseInt(tidy) > most) {
            wrong.add(Refusal.of(field, "joining.quota.invalid", String.valueOf(most)));
        }
    }
}
