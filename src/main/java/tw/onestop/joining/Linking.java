package tw.onestop.joining;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.joining.Linkages.Day;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.link.KinReviewDesk;
import tw.onestop.link.UseDesk;

/** 連結管理, each act in one transaction with the grant it changes. */
@Component
class Linking implements LinkageDesk {

    private static final int REASON = 300;

    private final Linkages linkages;
    private final GrantDesk grants;
    private final Scrutiny scrutiny;
    private final KinReviewDesk reviews;
    private final UseDesk uses;
    private final Round round;
    private final Diary diary;

    Linking(Linkages linkages, GrantDesk grants, Judging judging, Round round, Diary diary) {
        this.linkages = linkages;
        this.grants = grants;
        this.scrutiny = judging.scrutiny();
        this.reviews = judging.reviews();
        this.uses = judging.uses();
        this.round = round;
        this.diary = diary;
    }

    /** 審查: what is held against officers, how many queries about kinship an own audit looks at, and how many there were. */
    @Component("linkingJudging")
    record Judging(Scrutiny scrutiny, KinReviewDesk reviews, UseDesk uses) {}

    @Override
    @Transactional
    public List<Linkage> linkages(Actor reader) {
        diary.record(Act.done(reader, "joining.linkage.list", null, null));
        return reader.agency() == null ? linkages.all() : round.used(linkages.of(reader.agency()));
    }

    @Override
    @Transactional
    public Optional<Linkage> linkage(String purposeId, Actor reader) {
        Optional<Linkage> found = linkages.find(purposeId).filter(one -> isOpenTo(one, reader));
        diary.record(
                found.isPresent()
                        ? Act.done(reader, "joining.linkage.read", object(purposeId), null)
                        : Act.refused(reader, "joining.linkage.read", object(purposeId), "unknown"));
        return found.map(one -> round.used(List.of(one)).getFirst());
    }

    @Override
    public List<OwnAudit> audits(Linkage linkage) {
        return linkages.audits(linkage.purposeId());
    }

    @Override
    @Transactional
    public List<Refusal> officerComes(String purposeId, OfficerForm typed, Actor officer) {
        return act(purposeId, officer, "joining.officer.come", linkage -> {
            String username = typed.username().strip();
            List<Refusal> wrong = new ArrayList<>(day(typed.on()));
            scrutiny.officer(username, typed.number(), linkage.agency(), "1")
                    .map(no ->
                            Refusal.of(no.code().endsWith("number") ? "number" : "username", no.code(), "1", username))
                    .ifPresent(wrong::add);
            if (wrong.isEmpty() && !grants.admit(linkage.agency(), purposeId, username, officer)) {
                wrong.add(Refusal.of("username", "joining.officer.known", username));
            }
            if (wrong.isEmpty()) {
                NationalId number = NationalId.parse(typed.number()).orElseThrow();
                grants.name(linkage.agency(), username, number, officer);
                linkages.event(purposeId, Linkage.Kind.OFFICER_IN, officer.id(), username + late(typed.on()));
            }
            return wrong;
        });
    }

    @Override
    @Transactional
    public List<Refusal> officerLeaves(String purposeId, OfficerForm typed, Actor officer) {
        return act(purposeId, officer, "joining.officer.leave", linkage -> {
            String username = typed.username().strip();
            List<Refusal> wrong = new ArrayList<>(day(typed.on()));
            if (wrong.isEmpty()) {
                gone(linkage, username, officer).ifPresent(wrong::add);
            }
            if (wrong.isEmpty()) {
                linkages.event(purposeId, Linkage.Kind.OFFICER_OUT, officer.id(), username + late(typed.on()));
            }
            return wrong;
        });
    }

    /** Where nobody is reserved it is the roster that lets in, so from there whoever goes is taken; else only once nothing needs them. */
    private Optional<Refusal> gone(Linkage linkage, String username, Actor officer) {
        AgencyCode agency = linkage.agency();
        if (grants.isOpen(agency, linkage.purposeId())) {
            if (grants.isReserved(agency, username)) {
                return Optional.of(Refusal.of("username", "joining.officer.reserved", username));
            }
            return grants.dismiss(agency, username, officer)
                    ? Optional.empty()
                    : Optional.of(Refusal.of("username", "joining.officer.unknown", username));
        }
        if (!grants.withdraw(agency, linkage.purposeId(), username, officer)) {
            return Optional.of(Refusal.of("username", "joining.officer.unknown", username));
        }
        if (!grants.isReserved(agency, username) && !grants.hasOpen(agency)) {
            grants.dismiss(agency, username, officer);
        }
        return Optional.empty();
    }

    @Override
    @Transactional
    public List<Refusal> fileAudit(String purposeId, AuditForm typed, Actor officer) {
        return act(purposeId, officer, "joining.audit.file", linkage -> {
            LocalDate last = RocDate.parse(typed.to()).orElse(diary.today());
            List<Refusal> wrong = AuditReports.wrong(typed, sample(linkage, last), diary.today());
            if (wrong.isEmpty()) {
                LocalDate first = RocDate.parse(typed.from()).orElseThrow();
                int recorded = uses.made(linkage.agency(), purposeId, first, last);
                linkages.audit(purposeId, AuditReports.read(typed, recorded, diary.today()), officer.id());
                linkages.set(purposeId, Day.LAST_AUDIT, diary.today());
                linkages.set(purposeId, Day.AUDIT_NOTICED, null);
                linkages.event(purposeId, Linkage.Kind.AUDITED, officer.id(), "");
            }
            return wrong;
        });
    }

    @Override
    public int sample(Linkage linkage) {
        return sample(linkage, diary.today());
    }

    /** By the rule of the last day that the report is about, as the monthly review takes that of the end of its month. */
    private int sample(Linkage linkage, LocalDate last) {
        return linkage.kinship() ? reviews.percent(last) : 0;
    }

    @Override
    @Transactional
    public List<Refusal> orderImprovement(String purposeId, String what, String until, Actor ministry) {
        return act(purposeId, ministry, "joining.linkage.improve", linkage -> {
            LocalDate today = diary.today();
            List<Refusal> wrong = reason(what);
            CatalogueForms.date(wrong, "on", until, today.plusDays(1), null);
            LocalDate latest = linkages.later(today, "link.improveMonths", today);
            if (RocDate.parse(until).filter(day -> day.isAfter(latest)).isPresent()) {
                wrong.add(Refusal.of("on", "joining.improve.tooLong", latest.toString()));
            }
            if (wrong.isEmpty()) {
                LocalDate day = RocDate.parse(until).orElseThrow();
                linkages.set(purposeId, Day.IMPROVE_UNTIL, day);
                linkages.event(purposeId, Linkage.Kind.IMPROVE, ministry.id(), day + " " + what.strip());
            }
            return wrong;
        });
    }

    @Override
    @Transactional
    public List<Refusal> suspend(String purposeId, String reason, Actor ministry) {
        return act(purposeId, ministry, "joining.linkage.suspend", linkage -> {
            List<Refusal> wrong = reason(reason);
            if (linkage.days().suspendedOn() != null) {
                wrong.add(Refusal.of("", "joining.linkage.state"));
            }
            if (wrong.isEmpty()) {
                grants.end(linkage.agency(), purposeId, Grant.SUSPENDED, ministry);
                linkages.set(purposeId, Day.SUSPENDED_ON, diary.today());
                linkages.suspendedWhy(purposeId, reason.strip());
                linkages.event(purposeId, Linkage.Kind.SUSPENDED, ministry.id(), reason.strip());
            }
            return wrong;
        });
    }

    @Override
    @Transactional
    public List<Refusal> resume(String purposeId, Actor ministry) {
        return act(purposeId, ministry, "joining.linkage.resume", linkage -> {
            Optional<Grant> grant = grants.grant(linkage.agency(), purposeId);
            if (linkage.days().suspendedOn() == null || grant.isEmpty()) {
                return List.of(Refusal.of("", "joining.linkage.state"));
            }
            grants.give(grant.get(), ministry);
            linkages.set(purposeId, Day.SUSPENDED_ON, null);
            linkages.set(purposeId, Day.IMPROVE_UNTIL, null);
            linkages.suspendedWhy(purposeId, "");
            linkages.event(purposeId, Linkage.Kind.RESUMED, ministry.id(), "");
            return List.of();
        });
    }

    @Override
    @Transactional
    public List<Refusal> announceEnd(String purposeId, String reason, String on, Actor by) {
        return act(purposeId, by, "joining.linkage.end", linkage -> {
            LocalDate today = diary.today();
            List<Refusal> wrong = reason(reason);
            CatalogueForms.date(wrong, "on", on, linkages.later(today, "link.endMonths", today), null);
            if (wrong.isEmpty()) {
                LocalDate day = RocDate.parse(on).orElseThrow();
                LocalDate announced = linkage.days().endsOn();
                if (by.agency() != null && announced != null && day.isAfter(announced)) {
                    return List.of(Refusal.of("on", "joining.linkage.state"));
                }
                linkages.set(purposeId, Day.ENDS_ON, day);
                linkages.endsWhy(purposeId, reason.strip());
                linkages.event(purposeId, Linkage.Kind.END_ANNOUNCED, by.id(), day + " " + reason.strip(), day);
            }
            return wrong;
        });
    }

    @Override
    public void round() {
        round.walk();
    }

    /** Nothing is changed of what has ended; what is refused is recorded as well. */
    private List<Refusal> act(String purposeId, Actor by, String action, Function<Linkage, List<Refusal>> work) {
        List<Refusal> wrong = linkages.lock(purposeId)
                .filter(one -> isOpenTo(one, by) && one.days().endedOn() == null)
                .map(work)
                .orElseGet(() -> List.of(Refusal.of("", "joining.linkage.ended")));
        return diary.told(by, action, object(purposeId), wrong);
    }

    static boolean isOpenTo(Linkage linkage, Actor reader) {
        return reader.agency() == null || reader.agency().equals(linkage.agency());
    }

    static String object(String purposeId) {
        return purposeId.substring(0, Math.min(40, purposeId.length()));
    }

    private List<Refusal> day(String typed) {
        List<Refusal> wrong = new ArrayList<>();
        CatalogueForms.date(wrong, "on", typed, null, diary.today());
        return wrong;
    }

    private static List<Refusal> reason(String typed) {
        List<Refusal> wrong = new ArrayList<>();
        CatalogueForms.text(wrong, "reason", typed, REASON);
        return wrong;
    }

    /** What was told too late says so, by how many days. */
    private String late(String typed) {
        LocalDate today = diary.today();
        LocalDate on = Objects.requireNonNull(RocDate.parse(typed).orElse(today));
        long over = ChronoUnit.DAYS.between(on, today) - linkages.term("link.rosterDays", today);
        return over > 0 ? " +%d".formatted(over) : "";
    }
}
