package tw.onestop.notice;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.Kindred;

/**
 * 申請資格: whether the applicant is to the person what the errand wants. The register's own kinship answers where it can; where it
 * does not know, the paper does that the form has for it.
 */
@Component
class Entitlement {

    /** 親屬關係證明 or 繼承權證明, for kin whom the register does not know as such. */
    private static final String KINSHIP_PROOF = "kinshipProof";
    /** 法定代理或監護之證明. */
    private static final String REPRESENTATION = "representation";

    /** 委託書. */
    private static final String MANDATE = "mandate";

    private static final String RELATION = "relation";

    /** 統一編號 of the heir for whom a representative applies. */
    private static final String REPRESENTED = "represented";

    /** What every errand's standing is judged by; whoever applies by an office or a deed shows the paper that stands for it. */
    static final Set<String> OWN =
            Set.of(KINSHIP_PROOF, REPRESENTATION, MANDATE, RELATION, REPRESENTED, "administratorDeed", "executorDeed");

    private final Majority majority;

    Entitlement(Majority majority) {
        this.majority = majority;
    }

    Stream<Refusal> refusals(Petition petition, AppliedFor programme) {
        Optional<Refusal> refusal = switch (petition.errand().occasion().standing()) {
            case ANYBODY, FAMILY -> Optional.empty();
            case SELF -> programme.admits(petition) ? Optional.empty() : self(petition);
            case PARENT ->
                isParent(petition) || petition.shown(REPRESENTATION)
                        ? Optional.empty()
                        : Optional.of(petition.refusal(REPRESENTATION, "notice.errand.notParent"));
            case HEIR, KIN -> afterDeath(petition);
        };
        return Stream.concat(refusal.stream(), mandate(petition).stream());
    }

    /** 本人, or a parent while the person is a minor: who is of age gives parents a mandate like anybody else. */
    private Optional<Refusal> self(Petition petition) {
        boolean parent = isParent(petition);
        if (petition.ownCase()
                || petition.shown(REPRESENTATION)
                || (parent && majority.isMinor(petition.person(), petition.today()))) {
            return Optional.empty();
        }
        return Optional.of(petition.refusal(REPRESENTATION, parent ? "notice.errand.ofAge" : "notice.errand.notSelf"));
    }

    /** Whoever applies by an office or a deed has it shown, which the form asks for. */
    private static Optional<Refusal> afterDeath(Petition petition) {
        return switch (petition.value(RELATION)) {
            case "ADMINISTRATOR", "EXECUTOR" -> Optional.empty();
            case "REPRESENTATIVE" ->
                petition.value(REPRESENTED).isEmpty()
                                || isEntitled(petition, new NationalId(petition.value(REPRESENTED)))
                        ? Optional.empty()
                        : Optional.of(petition.refusal(REPRESENTED, "notice.errand.representedNotKin"));
            default ->
                isEntitled(petition, petition.who().nationalId()) || petition.shown(KINSHIP_PROOF)
                        ? Optional.empty()
                        : Optional.of(petition.refusal(
                                KINSHIP_PROOF,
                                petition.errand().occasion().standing() == Errand.Standing.HEIR
                                        ? "notice.errand.notHeir"
                                        : "notice.errand.notKin"));
        };
    }

    /** Of an estate the heirs (民法 §1138–1140); of policies all kin may ask, since whoever it is, insurers write to beneficiaries alone. */
    private static boolean isEntitled(Petition petition, NationalId number) {
        return petition.errand().occasion().standing() == Errand.Standing.HEIR
                ? petition.kindred().stream()
                        .flatMap(known -> known.heirs().stream())
                        .anyMatch(heir -> heir.person().nationalId().equals(number))
                : petition.relation(number)
                        .filter(relative -> relative.sort() != Kindred.Sort.AFFINITY)
                        .isPresent();
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
}
