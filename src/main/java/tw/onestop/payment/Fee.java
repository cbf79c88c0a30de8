package tw.onestop.payment;

/** 規費項目: what a slip is for, as it is printed. */
public enum Fee {
    /** 健保卡補發、換發. */
    NHI_CARD("健保卡工本費"),
    PASSPORT("護照規費"),
    /** 未滿十四歲. */
    PASSPORT_CHILD("護照規費（未滿 14 歲）"),
    OTHER("規費");

    private final String chinese;

    Fee(String chinese) {
        this.chinese = chinese;
    }

    /** As slips print it. */
    public String chinese() {
        return chinese;
    }
}
