package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Kindred;

/**
 * 申請資格: whether the applicant is to the person what the errand wants. The register's own kinship answers where it can; where it
 * does not know, the paper does that the form has for it.
 */
final class Entitlement {

    /** 親屬關係證明, for kin whom the register does not know as such. */
    private static final String KINSHIP_PROOF = "kinshipProof";
    /** 法定代理或監護之證明. */
    private static final String REPRESENTATION = "representation";

    /** 委託書. */
    private static final String MANDATE = "mandate";

    private static final String RELATION = "relation";

    private Entitlement() {}

    static List<Refusal> refusals(Petition petition) {
        Optional<Refusal> refusal = switch (petition.errand().occasion().standing()) {
            case ANYBODY, FAMILY -> Optional.empty();
            case SELF ->
                petition.ownCase() || isParent(petition) || petition.shown(REPRESENTATION)
                        ? Optional.empty()
                        : Optional.of(petition.refusal(REPRESENTATION, "notice.errand.notSelf"));
            case PARENT ->
                isParent(petition) || petition.shown(REPRESENTATION)
                        ? Optional.empty()
                        : Optional.of(petition.refusal(REPRESENTATION, "notice.errand.notParent"));
            case HEIR ->
                petition.value(RELATION).equals("ADMINISTRATOR") || isKin(petition) || petition.shown(KINSHIP_PROOF)
                        ? Optional.empty()
                        : Optional.of(petition.refusal(KINSHIP_PROOF, "notice.errand.notKin"));
        };
        return Stream.concat(refusal.stream(), mandate(petition).stream()).toList();
    }

    private static Optional<Refusal> mandate(Petition petition) {
        return petition.who().agent() == null || petition.shown(MANDATE)
                ? Optional.empty()
                : Optional.of(petition.refusal(MANDATE, "notice.errand.mandate"));
    }

    private static boolean isParent(Petition petition) {
        return petition.parents()
                .anyMatch(parent -> parent.nationalId().equals(petition.who().nationalId()));
    }

    /** 配偶 or 血親; who is kin by marriage inherits nothing. */
    private static boolean isKin(Petition petition) {
        return petition.relation()
                .filter(relative -> relative.sort() != Kindred.Sort.AFFINITY)
                .isPresent();
    }
}
