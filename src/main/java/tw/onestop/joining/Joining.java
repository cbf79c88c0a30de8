package tw.onestop.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Coverage;
import tw.onestop.audit.Act;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 申請連結, the agency's side. */
@Component
class Joining implements JoiningDesk {

    private final Filed filed;
    private final ApplicationForms applications;
    private final Scrutiny scrutiny;
    private final ManagementRules managementRules;
    private final AgencyDesk agencies;
    private final Diary diary;

    Joining(Filed filed, Scrutiny scrutiny, ManagementRules managementRules, AgencyDesk agencies, Diary diary) {
        this.filed = filed;
        this.applications = filed.applications();
        this.scrutiny = scrutiny;
        this.managementRules = managementRules;
        this.agencies = agencies;
        this.diary = diary;
    }

    /** 卷宗: the form, and the file that goes with it. */
    @Component("joiningFiled")
    record Filed(ApplicationForms applications, Proofs proofs) {}

    @Override
    @Transactional
    public Begun begin(Actor officer) {
        return begin(null, Answers.NONE, officer);
    }

    @Override
    @Transactional
    public Begun renew(String purposeId, Actor officer) {
        return applications.of(agency(officer)).stream()
                .filter(last -> purposeId.equals(last.purposeId()))
                .findFirst()
                .map(last -> again(last, last.answers(), officer))
                .orElseGet(() -> refused(Refusal.of("", "joining.renew.unknown"), officer));
    }

    @Override
    @Transactional
    public Begun narrow(String purposeId, Set<String> fields, Actor officer) {
        List<Application> all = applications.of(agency(officer));
        Optional<Application> open = all.stream()
                .filter(one -> purposeId.equals(one.renews()) && one.stage().isOpen())
                .findFirst();
        if (open.isPresent()) {
            diary.record(Act.done(officer, "joining.application.begin", purposeId, null));
            return new Begun.Draft(open.get().id());
        }
        return all.stream()
                .filter(last -> purposeId.equals(last.purposeId()))
                .findFirst()
                .map(last -> narrowed(last, fields, officer))
                .orElseGet(() -> refused(Refusal.of("", "joining.renew.unknown"), officer));
    }

    private Begun narrowed(Application last, Set<String> fields, Actor officer) {
        List<String> kept =
                last.answers().all("fields").stream().filter(fields::contains).toList();
        if (kept.isEmpty()) {
            return refused(Refusal.of("", "joining.narrow.nothing"), officer);
        }
        Map<String, List<String>> answers = new HashMap<>(last.answers().values());
        answers.put("fields", kept);
        return again(last, new Answers(answers), officer);
    }

    private Begun again(Application last, Answers answers, Actor officer) {
        Begun begun = begin(last.purposeId(), answers, officer);
        if (begun instanceof Begun.Draft(UUID id)) {
            filed.proofs().bring(last.id(), id);
        }
        return begun;
    }

    private Begun begin(@Nullable String renews, Answers answers, Actor officer) {
        Optional<Agency> of = agencies.find(agency(officer));
        if (of.filter(Agency::mayQuery).isEmpty()) {
            Agency.Body body = of.map(Agency::body).orElse(Agency.Body.PRIVATE_FIRM);
            return refused(Refusal.of("", "joining.notAnAuthority." + body), officer);
        }
        UUID id = applications
                .begin(agency(officer), officer.id(), renews, answers)
                .id();
        diary.record(Act.done(officer, "joining.application.begin", id.toString(), null));
        return new Begun.Draft(id);
    }

    private Begun refused(Refusal refusal, Actor officer) {
        diary.record(Act.refused(officer, "joining.application.begin", null, refusal.code()));
        return new Begun.Refused(refusal);
    }

    @Override
    @Transactional
    public List<Application> applications(Actor officer) {
        diary.record(Act.done(officer, "joining.application.list", null, null));
        return applications.of(agency(officer));
    }

    @Override
    @Transactional
    public Optional<Application> application(UUID id, Actor officer) {
        Optional<Application> found = applications.find(id).filter(one -> isOf(one, officer));
        diary.record(
                found.isPresent()
                        ? Act.done(officer, "joining.application.read", id.toString(), null)
                        : Act.refused(officer, "joining.application.read", id.toString(), "unknown"));
        return found;
    }

    @Override
    @Transactional
    public List<Refusal> save(UUID id, Section section, Answers typed, Actor officer) {
        return act(id, officer, "joining.application.save", application -> {
            if (!application.stage().isOpen()) {
                return List.of(Refusal.of("", "joining.closed"));
            }
            applications.write(id, application.answers().with(section, typed));
            return scrutiny.wrong(applications.find(id).orElseThrow(), section);
        });
    }

    @Override
    @Transactional
    public List<Refusal> submit(UUID id, Actor officer) {
        return act(id, officer, "joining.application.submit", application -> {
            if (!application.stage().isOpen()) {
                return List.of(Refusal.of("", "joining.closed"));
            }
            if (officer.id().equals(application.security())) {
                return List.of(Refusal.of("security", "joining.form.security.same"));
            }
            List<Refusal> wrong = scrutiny.wrong(application);
            if (wrong.isEmpty()) {
                applications.move(application, Stage.SECURITY_REVIEW, officer.id(), "", application.remarks());
            }
            return wrong;
        });
    }

    @Override
    @Transactional
    public List<Refusal> review(UUID id, boolean sound, String remark, Actor security) {
        return act(id, security, "joining.application.review", application -> {
            if (application.stage() != Stage.SECURITY_REVIEW) {
                return List.of(Refusal.of("", "joining.closed"));
            }
            if (!security.id().equals(application.security())) {
                return List.of(Refusal.of("", "joining.security.notYou"));
            }
            if (sound) {
                applications.move(
                        application, Stage.MINISTRY_REVIEW, security.id(), remark.strip(), application.remarks());
                return List.of();
            }
            if (remark.isBlank()) {
                return List.of(Refusal.of("remark", "joining.remark.missing"));
            }
            Stage back = application.returned() > 0 ? Stage.RETURNED : Stage.DRAFT;
            applications.move(application, back, security.id(), remark.strip(), application.remarks());
            return List.of();
        });
    }

    @Override
    @Transactional
    public List<Refusal> withdraw(UUID id, Actor officer) {
        return act(id, officer, "joining.application.withdraw", application -> {
            if (!application.stage().canBecome(Stage.WITHDRAWN)) {
                return List.of(Refusal.of("", "joining.closed"));
            }
            applications.move(application, Stage.WITHDRAWN, officer.id(), "", Map.of());
            return List.of();
        });
    }

    @Override
    public Set<String> offered(Application application) {
        return scrutiny.offered(application);
    }

    @Override
    public List<Business> items(Application application) {
        return scrutiny.chosen(application);
    }

    @Override
    public List<Coverage.Area> counties(Application application) {
        return scrutiny.counties(application);
    }

    @Override
    public List<Agency> superiors(Application application) {
        return scrutiny.superiors(application);
    }

    @Override
    public List<String> rules(Application application) {
        return managementRules.of(application);
    }

    /** What is refused is recorded as well. */
    private List<Refusal> act(UUID id, Actor officer, String action, Function<Application, List<Refusal>> work) {
        List<Refusal> wrong = applications
                .lock(id)
                .filter(one -> isOf(one, officer))
                .map(work)
                .orElseGet(() -> List.of(Refusal.of("", "joining.unknown")));
        return diary.told(officer, action, id.toString(), wrong);
    }

    private static boolean isOf(Application application, Actor officer) {
        return application.agency().equals(officer.agency());
    }

    private static AgencyCode agency(Actor officer) {
        return Objects.requireNonNull(officer.agency(), "an officer belongs to an agency");
    }
}
