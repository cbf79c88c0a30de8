package tw.onestop.agency;

import java.util.List;

/** 是否題名稱: the questions a grant may name beside its fields, answered yes, no, or not at all. */
public final class Questions {

    public static final String AGE_AT_LEAST = "ageAtLeast";
    public static final String SAME_HOUSEHOLD = "sameHousehold";

    /** 親等關聯: also what kinship as a whole may be asked by. */
    public static final String KIN_WITHIN = "kinWithin";

    public static final List<String> ALL = List.of(AGE_AT_LEAST, SAME_HOUSEHOLD, KIN_WITHIN);

    private Questions() {}
}
