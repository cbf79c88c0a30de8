package tw.onestop.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.payment.Fee;
import tw.onestop.registry.Person;

/** 戶政事務所跨機關通報健保卡: a newborn is insured with the parent who is chosen, and that one is named to the agency. */
@Component
class HealthCard implements AppliedFor {

    private static final String INSURED = "insured";
    private static final String NUMBER = "insuredNationalId";

    @Override
    public String code() {
        return "nhi-card";
    }

    @Override
    public List<Refusal> examine(Petition petition) {
        if (petition.value("idCardLost").equals("NO")) {
            return List.of(petition.refusal("idCardLost", "notice.card.idCardKept"));
        }
        if (petition.value(INSURED).isEmpty()) {
            return List.of();
        }
        return switch (insured(petition).size()) {
            case 0 ->
                List.of(
                        petition.value(NUMBER).isEmpty()
                                ? petition.refusal(INSURED, "notice.card.noParent")
                                : petition.refusal(NUMBER, "notice.card.notThisParent"));
            case 1 -> List.of();
            default -> List.of(petition.refusal(NUMBER, "notice.card.whichParent"));
        };
    }

    @Override
    public Set<String> own() {
        return Set.of(INSURED, NUMBER, "idCardLost", "photo", "insuredName");
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        Map<String, String> derived = new LinkedHashMap<>();
        insured(petition).forEach(parent -> {
            derived.put("photo", "WITHOUT");
            derived.put("insuredNationalId", parent.nationalId().value());
            derived.put("insuredName", parent.name());
        });
        return derived;
    }

    @Override
    public Fee fee(String change) {
        return Fee.NHI_CARD;
    }

    /** One, unless both parents are of one sex and nobody said which. */
    private static List<Person> insured(Petition petition) {
        Sex sex = petition.value(INSURED).equals("MOTHER") ? Sex.FEMALE : Sex.MALE;
        String number = petition.value(NUMBER);
        return petition.value(INSURED).isEmpty()
                ? List.of()
                : petition.parents()
                        .filter(parent -> parent.sex() == sex)
                        .filter(parent ->
                                number.isEmpty() || parent.nationalId().value().equals(number))
                        .toList();
    }
}
