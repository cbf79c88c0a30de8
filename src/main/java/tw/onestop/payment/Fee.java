package tw.onestop.payment;

/** 規費項目: what a slip is for; the sum is a dated rule of the same name. */
public enum Fee {
    /** 健保卡遺失補發 (domain: NHI card). */
    NHI_CARD("fee.nhiCard", "健保卡補發工本費"),
    /** 護照規費. */
    PASSPORT("fee.passport", "護照規費"),
    /** 護照規費, 未滿十四歲. */
    PASSPORT_CHILD("fee.passport.child", "護照規費（未滿 14 歲）");

    private final String rule;
    private final String chinese;

    Fee(String rule, String chinese) {
        this.rule = rule;
        this.chinese = chinese;
    }

    /** Name of the rule that holds its sum. */
    public String rule() {
        return rule;
    }

    /** As slips print it. */
    public String chinese() {
        return chinese;
    }
}
