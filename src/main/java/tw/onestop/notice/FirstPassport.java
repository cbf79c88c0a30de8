package tw.onestop.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Confirmation.Decision;

/** 首次申請護照: what the comparison came to is told to Consular Affairs, and the application is filed with it where nothing stands against it. */
@Component
class FirstPassport implements AppliedFor {

    private static final String CONFIRMATION = "confirmation";

    private final Confirmations confirmations;
    private final PassportRules rules;

    FirstPassport(Confirmations confirmations, PassportRules rules) {
        this.confirmations = confirmations;
        this.rules = rules;
    }

    @Override
    public String code() {
        return "passport";
    }

    @Override
    public List<Refusal> examine(Petition petition) {
        Optional<Decision> newest = newest(petition);
        if (petition.errand().change().equals(CONFIRMATION)) {
            return newest.isEmpty() ? List.of(refusal("notice.passport.notYet")) : List.of();
        }
        List<Refusal> wrong = new ArrayList<>();
        if (newest.filter(decision -> decision.validOn(petition.today())).isEmpty()) {
            wrong.add(refusal("notice.passport.notValid"));
        }
        if (!rules.filing(petition.person(), petition.today())
                .equals(petition.errand().change())) {
            wrong.add(refusal("notice.passport.otherFee"));
        }
        excluded(petition, "urgent", "YES", "notice.passport.filing.urgent").ifPresent(wrong::add);
        excluded(petition, "overseas", "YES", "notice.passport.filing.overseas").ifPresent(wrong::add);
        excluded(petition, "representative", "OTHER", "notice.passport.filing.representative")
                .ifPresent(wrong::add);
        if (petition.value("representative").equals("NONE") && rules.isMinor(petition.person(), petition.today())) {
            wrong.add(petition.refusal("representative", "notice.passport.filing.minor"));
        }
        return wrong;
    }

    private static Optional<Refusal> excluded(Petition petition, String field, String value, String code) {
        return petition.value(field).equals(value) ? Optional.of(petition.refusal(field, code)) : Optional.empty();
    }

    private static Refusal refusal(String code) {
        return Refusal.of("choices", code);
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        Decision decision = newest(petition).orElseThrow();
        Map<String, String> derived = new LinkedHashMap<>();
        derived.put("confirmationNo", decision.no());
        derived.put("result", decision.result().name());
        derived.put("decidedOn", decision.on().toString());
        LocalDate until = decision.validUntil();
        if (until != null) {
            derived.put("validUntil", until.toString());
        }
        derived.put("pictureMatch", decision.alike() ? "MATCH" : "NO_MATCH");
        derived.put("comparedWith", decision.against().name());
        derived.put("birthPlace", petition.person().birthPlace());
        derived.put("companion", decision.companion().name());
        if (!decision.words().companionName().isEmpty()) {
            derived.put("companionNationalId", decision.words().companionNumber());
            derived.put("companionName", decision.words().companionName());
        }
        derived.put("clerk", decision.by());
        derived.put("decidedAt", decision.at().toString());
        return derived;
    }

    private Optional<Decision> newest(Petition petition) {
        return confirmations.decided(petition.person().id()).stream()
                .findFirst()
                .map(one -> Objects.requireNonNull(one.decision()));
    }
}
