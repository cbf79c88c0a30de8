package tw.onestop.agency;

/** 異動項目, the kinds of change that an agency can be told of. */
public enum ChangeType {
    NAME("name"),
    UIN("uin"),
    BIRTH_DATE("birth-date"),
    ADDRESS("address"),
    HEAD("head"),
    DEATH("death"),
    MARITAL("marital"),
    /** 戶籍狀態: the domicile ended, or is there again. */
    STATUS("status"),
    /** 原住民身分及民族別. */
    ORIGIN("origin");

    private final String wireName;

    ChangeType(String wireName) {
        this.wireName = wireName;
    }

    /** The part it plays in a notice's type: {@code tw.onestop.notice.registration-change.address.v1}. */
    public String wireName() {
        return wireName;
    }

    /** Programme and change, by which days are promised: {@code registration-change.address}. */
    public String matter() {
        return "registration-change." + wireName;
    }

    /** The part it plays in the type of a notice by law, to which a change of address is a move. */
    public String wireNameByLaw() {
        return this == ADDRESS ? "move" : wireName;
    }

    /** The same of what is told by law: {@code statutory.move}. */
    public String matterByLaw() {
        return "statutory." + wireNameByLaw();
    }
}
