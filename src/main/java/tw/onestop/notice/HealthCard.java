package tw.onestop.notice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Person;

/** 戶政事務所跨機關通報健保卡: a newborn is insured with the parent who is chosen, and that one is named to the agency. */
@Component
class HealthCard implements AppliedFor {

    private static final String INSURED = "insured";

    @Override
    public String code() {
        return "nhi-card";
    }

    @Override
    public List<Refusal> examine(Petition petition) {
        return petition.value(INSURED).isEmpty() || insured(petition).isPresent()
                ? List.of()
                : List.of(petition.refusal(INSURED, "notice.card.noParent"));
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        Map<String, String> derived = new LinkedHashMap<>();
        insured(petition).ifPresent(parent -> {
            derived.put("insuredNationalId", parent.nationalId().value());
            derived.put("insuredName", parent.name());
        });
        return derived;
    }

    private static Optional<Person> insured(Petition petition) {
        Sex sex = petition.value(INSURED).equals("MOTHER") ? Sex.FEMALE : Sex.MALE;
        return petition.value(INSURED).isEmpty()
                ? Optional.empty()
                : petition.parents().filter(parent -> parent.sex() == sex).findFirst();
    }
}
