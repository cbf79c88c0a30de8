package tw.onestop.payment;

/** 規費項目: what a slip is for, as it is printed. */
public enum Fee {
    /** 健保卡補發、換發. */
    NHI_CARD("健保卡工本費", "Health insurance card"),
    PASSPORT("護照規費", "Passport fee"),
    /** 未滿十四歲. */
    PASSPORT_CHILD("護照規費（未滿 14 歲）", "Passport fee (under 14)"),
    OTHER("規費", "Fee");

    private final String chinese;
    private final String english;

    Fee(String chinese, String english) {
        this.chinese = chinese;
        this.english = english;
    }

    /** As pages and slips call it. */
    public String in(boolean inEnglish) {
        return inEnglish ? english : chinese;
    }
}
