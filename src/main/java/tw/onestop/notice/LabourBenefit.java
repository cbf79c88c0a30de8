package tw.onestop.notice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Kindred;
import tw.onestop.registry.RulesDesk;

/**
 * 勞保局一站式服務: 生育給付 and 家屬死亡給付 (勞工保險條例 §31, §32, §62). The applicant is the insured; the register says what they are to the
 * child or the dead, and from that follows how many months' wage are paid. Whether they are insured the Bureau knows.
 */
@Component
class LabourBenefit implements AppliedFor {

    private static final String RELATION = "relation";
    private static final String KINSHIP_PROOF = "kinshipProof";
    /** 帳戶遭扣押: what is paid there would be lost, so that it is applied for on paper. */
    private static final String SEIZED = "seized";

    private static final String POST_OFFICE = "700";
    private static final int POST_OFFICE_DIGITS = 14;

    private final RulesDesk rules;

    LabourBenefit(RulesDesk rules) {
        this.rules = rules;
    }

    @Override
    public String code() {
        return "labour-benefit";
    }

    @Override
    public List<Refusal> examine(Petition petition) {
        List<Refusal> refusals = new ArrayList<>();
        (isFuneral(petition) ? family(petition) : mother(petition)).ifPresent(refusals::add);
        lapsed(petition).ifPresent(refusals::add);
        if (petition.value(SEIZED).equals("YES")) {
            refusals.add(petition.refusal(SEIZED, "notice.benefit.seized"));
        }
        if (petition.value("bankCode").equals(POST_OFFICE)
                && petition.value("accountNo").length() != POST_OFFICE_DIGITS) {
            refusals.add(petition.refusal("accountNo", "notice.benefit.postOffice"));
        }
        return refusals;
    }

    @Override
    public Set<String> own() {
        return Set.of(RELATION, KINSHIP_PROOF, SEIZED, "bankCode", "accountNo", "months");
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        return isFuneral(petition) ? Map.of("months", months(petition).toPlainString()) : Map.of();
    }

    /** 請求權時效 (§30), counted from the birth or the death. */
    private Optional<Refusal> lapsed(Petition petition) {
        LocalDate happened =
                isFuneral(petition) ? petition.day() : petition.person().birthDate();
        int years = rules.value("labour.claimYears", petition.today());
        return happened.plusYears(years).isBefore(petition.today())
                ? Optional.of(Refusal.of(
                        "choices",
                        "notice.benefit.lapsed",
                        petition.errand().name().zh(),
                        petition.errand().name().en(),
                        String.valueOf(years)))
                : Optional.empty();
    }

    private static boolean isFuneral(Petition petition) {
        return petition.errand().change().equals("funeral");
    }

    private static Optional<Refusal> mother(Petition petition) {
        boolean known = petition.parents()
                .anyMatch(parent -> parent.sex() == Sex.FEMALE
                        && parent.nationalId().equals(petition.who().nationalId()));
        return known || petition.shown(KINSHIP_PROOF)
                ? Optional.empty()
                : Optional.of(petition.refusal(KINSHIP_PROOF, "notice.benefit.notMother"));
    }

    private static Optional<Refusal> family(Petition petition) {
        if (petition.ownCase()) {
            return Optional.of(petition.refusal(RELATION, "notice.benefit.ownDeath"));
        }
        Optional<String> known = petition.relation().flatMap(relative -> relation(petition, relative));
        if (known.isEmpty()) {
            return petition.shown(KINSHIP_PROOF)
                    ? Optional.empty()
                    : Optional.of(petition.refusal(KINSHIP_PROOF, "notice.benefit.notFamily"));
        }
        String typed = petition.value(RELATION);
        return typed.isEmpty() || typed.equals(known.get())
                ? Optional.empty()
                : Optional.of(petition.refusal(RELATION, "notice.benefit.relation"));
    }

    /** What the dead was to the applicant. */
    private static Optional<String> relation(Petition petition, Kindred.Relative applicant) {
        return switch (Kinship.of(petition, applicant)) {
            case "SPOUSE" -> Optional.of("SPOUSE");
            case "PARENT" -> Optional.of("CHILD");
            case "CHILD" -> Optional.of("PARENT");
            default -> Optional.empty();
        };
    }

    /** 喪葬津貼 in months' wage, kept as tenths. */
    private BigDecimal months(Petition petition) {
        LocalDate on = petition.day();
        int age = Period.between(petition.person().birthDate(), on).getYears();
        String rule = switch (petition.value(RELATION)) {
            case "PARENT" -> "labour.funeral.parentTenths";
            case "SPOUSE" -> "labour.funeral.spouseTenths";
            default ->
                age < rules.value("labour.funeral.childAge", on)
                        ? "labour.funeral.infantTenths"
                        : "labour.funeral.childTenths";
        };
        return BigDecimal.valueOf(rules.value(rule, on), 1).stripTrailingZeros();
    }
}
