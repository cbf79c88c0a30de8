package tw.onestop.notice;

import tw.onestop.kernel.NationalId;
import tw.onestop.registry.Kindred;

/** 與當事人之關係: what somebody is to the person of a petition by the register, as agencies are told it. */
final class Kinship {

    /** How the derived value is called on the wire. */
    static final String FIELD = "relationByRegister";

    private Kinship() {}

    /** Of who applies, or of whom they represent. */
    static String of(Petition petition) {
        String represented = petition.value("represented");
        NationalId number = represented.isEmpty() ? petition.who().nationalId() : new NationalId(represented);
        return number.equals(petition.person().nationalId())
                ? "SELF"
                : petition.relation(number)
                        .map(relative -> of(petition, relative))
                        .orElse("BY_DOCUMENT");
    }

    static String of(Petition petition, Kindred.Relative relative) {
        boolean older = relative.isElderOf(petition.person());
        return switch (relative.sort()) {
            case SPOUSE -> "SPOUSE";
            case AFFINITY -> "AFFINITY";
            case BLOOD -> {
                if (!relative.lineal()) {
                    yield relative.degree() == 2 ? "SIBLING" : "COLLATERAL";
                }
                if (relative.degree() == 1) {
                    yield older ? "PARENT" : "CHILD";
                }
                yield older ? "ASCENDANT" : "DESCENDANT";
            }
        };
    }
}
