package tw.onestop.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Confirmation.Against;
import tw.onestop.notice.Confirmation.Decision;
import tw.onestop.notice.Confirmation.Words;
import tw.onestop.payment.Fee;
import tw.onestop.registry.Person;

/** 首次申請護照: what the comparison came to is told to Consular Affairs, and the application is filed with it where nothing stands against it. */
@Component
class FirstPassport implements AppliedFor {

    private static final String CONFIRMATION = "confirmation";

    private final Confirmations confirmations;
    private final PassportRules rules;
    private final Majority majority;
    private final AgencyDesk agencies;

    FirstPassport(Confirmations confirmations, PassportRules rules, Majority majority, AgencyDesk agencies) {
        this.confirmations = confirmations;
        this.rules = rules;
        this.majority = majority;
        this.agencies = agencies;
    }

    @Override
    public String code() {
        return "passport";
    }

    /** 陪同人: whoever lawfully came along with a child has it told that it was confirmed. */
    @Override
    public boolean admits(Petition petition) {
        return isConfirmation(petition)
                && newest(petition)
                        .filter(decision -> decision.words()
                                .companionNumber()
                                .equals(petition.who().nationalId().value()))
                        .isPresent();
    }

    /** Each confirmation is told of: a doubt does not keep back what was confirmed after it. */
    @Override
    public String apart(Petition petition) {
        return isConfirmation(petition) ? newest(petition).map(Decision::no).orElse("") : "";
    }

    private static boolean isConfirmation(Petition petition) {
        return petition.errand().change().equals(CONFIRMATION);
    }

    @Override
    public List<Refusal> examine(Petition petition) {
        Optional<Decision> newest = newest(petition);
        if (isConfirmation(petition)) {
            return newest.isEmpty() ? List.of(refusal("notice.passport.notYet")) : List.of();
        }
        List<Refusal> wrong = new ArrayList<>();
        // Who was domiciled here when they were confirmed may not be any more.
        rules.barred(petition.person())
                .map(_ -> refusal(
                        petition.person().status() == Person.DomicileStatus.ABROAD
                                ? "notice.passport.filing.abroad"
                                : "notice.passport.filing.noDomicile"))
                .ifPresent(wrong::add);
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
        if (petition.value("representative").equals("NONE") && majority.isMinor(petition.person(), petition.today())) {
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
    public Set<String> own() {
        return Set.of(
                "urgent",
                "overseas",
                "representative",
                "confirmationNo",
                "result",
                "decidedOn",
                "decidedAt",
                "validUntil",
                "pictureMatch",
                "comparedWith",
                "birthPlace",
                "companion",
                "office",
                "officeName",
                "clerk",
                "why");
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        Confirmation newest = confirmations.newest(petition.person().id()).orElseThrow();
        Decision decision = Objects.requireNonNull(newest.decision());
        Map<String, String> derived = new LinkedHashMap<>();
        derived.put("confirmationNo", decision.no());
        derived.put("result", decision.result().name());
        derived.put("decidedOn", decision.on().toString());
        LocalDate until = decision.validUntil();
        put(derived, "validUntil", until == null ? "" : until.toString());
        derived.put("pictureMatch", match(decision));
        derived.put("comparedWith", decision.against().name());
        derived.put("birthPlace", petition.person().birthPlace());
        derived.put("companion", decision.companion().name());
        derived.put("office", newest.office().value());
        derived.put(
                "officeName", agencies.office(newest.office()).map(Office::name).orElse(""));
        derived.put("clerk", decision.by());
        derived.put("decidedAt", decision.at().toString());
        if (isConfirmation(petition)) {
            people(derived, decision.words());
        }
        return derived;
    }

    @Override
    public Fee fee(String change) {
        return change.equals("filing-child") ? Fee.PASSPORT_CHILD : Fee.PASSPORT;
    }

    /** Told once, with the confirmation: who came along, who consented, and why there is a doubt or a refusal. */
    private static void people(Map<String, String> derived, Words words) {
        boolean foreign = !words.companionNationality().isEmpty();
        put(derived, foreign ? "companionPassportNo" : "companionNationalId", words.companionNumber());
        put(derived, "companionName", words.companionName());
        put(derived, "companionNationality", words.companionNationality());
        boolean abroad = !words.representativeNationality().isEmpty();
        put(derived, abroad ? "consentPassportNo" : "consentNationalId", words.representative());
        put(derived, "consentName", words.representativeName());
        put(derived, "consentNationality", words.representativeNationality());
        put(derived, "why", words.why());
    }

    private static void put(Map<String, String> derived, String name, String value) {
        if (!value.isEmpty()) {
            derived.put(name, value);
        }
    }

    private static String match(Decision decision) {
        if (decision.against() == Against.NOTHING) {
            return "NOT_COMPARED";
        }
        return decision.alike() ? "MATCH" : "NO_MATCH";
    }

    private Optional<Decision> newest(Petition petition) {
        return confirmations.newest(petition.person().id()).map(one -> Objects.requireNonNull(one.decision()));
    }
}
