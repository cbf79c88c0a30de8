package tw.onestop.notice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Refusal;

/** 國軍補助: for their own marriage, their child, and parents, spouse or children who died; what they are to each other is told. */
@Component
class Defence implements AppliedFor {

    private static final String KINSHIP_PROOF = "kinshipProof";
    private static final Set<String> FAMILY = Set.of("SPOUSE", "PARENT", "CHILD");

    @Override
    public String code() {
        return "defence";
    }

    @Override
    public List<Refusal> examine(Petition petition) {
        return !petition.errand().change().equals("funeral")
                        || FAMILY.contains(Kinship.of(petition))
                        || petition.shown(KINSHIP_PROOF)
                ? List.of()
                : List.of(petition.refusal(KINSHIP_PROOF, "notice.defence.notFamily"));
    }

    @Override
    public Set<String> own() {
        return Set.of(KINSHIP_PROOF, Kinship.FIELD);
    }

    @Override
    public Map<String, String> derived(Petition petition) {
        return Map.of(Kinship.FIELD, Kinship.of(petition));
    }
}
