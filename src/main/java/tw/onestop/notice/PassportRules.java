package tw.onestop.notice;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;
import tw.onestop.notice.Confirmation.Against;
import tw.onestop.notice.Confirmation.Companion;
import tw.onestop.notice.Confirmation.Result;
import tw.onestop.notice.PassportDesk.Finding;
import tw.onestop.notice.PassportDesk.Needs;
import tw.onestop.registry.Person;
import tw.onestop.registry.RulesDesk;

/** 人別確認要件 (護照申請及核發辦法 §13): who comes along, who consents, which papers are shown. */
@Component
class PassportRules {

    private static final Set<String> CHILDRENS_PAPERS = Set.of("ID_CARD", "HOUSEHOLD_CERTIFICATE", "TRANSCRIPT");
    private static final int LONGEST_WORDS = 300;

    private final PassportCompany company;
    private final Majority majority;
    private final RulesDesk rules;

    PassportRules(PassportCompany company, Majority majority, RulesDesk rules) {
        this.company = company;
        this.majority = majority;
        this.rules = rules;
    }

    Needs needs(Person person, LocalDate today) {
        int age = age(person, today);
        return new Needs(
                age,
                filing(person, today),
                age < rules.value("passport.companionAge", today),
                age >= rules.value("passport.consentAge", today) && majority.isMinor(person, today));
    }

    /** Which one-stop filing is theirs: what it costs goes by age. */
    String filing(Person person, LocalDate today) {
        return age(person, today) < rules.value("passport.childFeeAge", today) ? "filing-child" : "filing";
    }

    private static int age(Person person, LocalDate today) {
        return Period.between(person.birthDate(), today).getYears();
    }

    LocalDate validUntil(LocalDate on) {
        return on.plusMonths(rules.value("passport.validMonths", on));
    }

    /** 資格: who is not registered here at present has no domicile to go by. */
    Optional<Refusal> barred(Person person) {
        return switch (person.status()) {
            case PRESENT -> Optional.empty();
            case ABROAD -> Optional.of(Refusal.of("", "notice.passport.abroad"));
            case DEAD, DECLARED_DEAD, REVOKED, ANNULLED -> Optional.of(Refusal.of("", "notice.passport.noDomicile"));
        };
    }

    /** 審查結果. */
    record Judged(List<Refusal> refusals, Companion companion) {}

    /** Who is not confirmed may have shown nothing, come with nobody, or not be there: then the reason says it. */
    Judged judge(Finding typed, Person person, boolean photographed, LocalDate today, Actor clerk) {
        List<Refusal> wrong = new ArrayList<>();
        barred(person).ifPresent(wrong::add);
        Optional<Result> result = known(Result.values(), typed.result());
        Companion companion;
        if (result.isPresent() && result.get() != Result.CONFIRMED) {
            if (!typed.against().isEmpty()) {
                compared(typed, photographed, wrong);
            }
            companion = accompanied(typed, person, today, clerk);
            if (typed.why().isBlank()) {
                String code = "notice.passport.why." + result.get();
                wrong.add(Refusal.of("why", code));
            }
        } else {
            companion = confirmed(typed, new PassportCompany.Asking(person, today, clerk), wrong);
            compared(typed, photographed, wrong);
            if (result.isEmpty()) {
                wrong.add(Refusal.of("result", "notice.passport.result.missing"));
            } else if (typed.alike().equals("NO")) {
                wrong.add(Refusal.of("result", "notice.passport.result.notAlike"));
            }
        }
        if (Text.length(typed.why().strip()) > LONGEST_WORDS) {
            wrong.add(Refusal.of("why", "notice.passport.why.tooLong"));
        }
        return new Judged(wrong, companion);
    }

    private Companion confirmed(Finding typed, PassportCompany.Asking asking, List<Refusal> wrong) {
        Needs needs = needs(asking.person(), asking.today());
        if (typed.former().equals("YES")) {
            wrong.add(Refusal.of("former", "notice.passport.former"));
        } else if (!typed.former().equals("NO")) {
            wrong.add(Refusal.of("former", "notice.passport.former.missing"));
        }
        if (needs.companion()
                ? typed.papers().stream().noneMatch(CHILDRENS_PAPERS::contains)
                : !typed.papers().contains("ID_CARD")) {
            wrong.add(Refusal.of(
                    "papers", needs.companion() ? "notice.passport.papers.child" : "notice.passport.papers.missing"));
        }
        List<Refusal> companys = new ArrayList<>();
        Companion companion = needs.companion() ? company.companion(typed, asking, companys) : Companion.NONE;
        if (needs.consent()) {
            company.consent(typed, asking, companys);
        }
        wrong.addAll(companys);
        return companion;
    }

    /** Who came along, where it is somebody who may. */
    private Companion accompanied(Finding typed, Person person, LocalDate today, Actor clerk) {
        List<Refusal> unfit = new ArrayList<>();
        Companion companion = needs(person, today).companion()
                ? company.companion(typed, new PassportCompany.Asking(person, today, clerk), unfit)
                : Companion.NONE;
        return unfit.isEmpty() ? companion : Companion.NONE;
    }

    private static void compared(Finding typed, boolean photographed, List<Refusal> wrong) {
        Optional<Against> against = known(Against.values(), typed.against()).filter(one -> one != Against.NOTHING);
        if (against.isEmpty()) {
            wrong.add(Refusal.of("against", "notice.passport.against.missing"));
        } else if (against.get() == Against.PHOTOGRAPH
                ? !photographed
                : !typed.papers().contains(typed.against())) {
            wrong.add(Refusal.of(
                    "against",
                    against.get() == Against.PHOTOGRAPH
                            ? "notice.passport.against.noPhotograph"
                            : "notice.passport.against.notShown"));
        }
        if (!Set.of("YES", "NO").contains(typed.alike())) {
            wrong.add(Refusal.of("alike", "notice.passport.alike.missing"));
        }
    }

    /** 代碼 as typed, or none. */
    private static <E extends Enum<E>> Optional<E> known(E[] values, String typed) {
        return List.of(values).stream()
                .filter(value -> value.name().equals(typed))
                .findFirst();
    }
}
