package tw.onestop.notice;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** 壽險保單清查: the association learns what the applicant is to the dead, so that nobody has to show it a second time. */
@Component
class LifePolicy implements AppliedFor {

    @Override
    public String code() {
        return "life-policy";
    }

    @Override
    public Set<String> own() {
        return Set.of(Kinship.FIELD);
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        return Map.of(Kinship.FIELD, Kinship.of(petition));
    }
}
