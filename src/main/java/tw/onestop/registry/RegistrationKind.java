package tw.onestop.registry;

/** 登記類別, the types of 戶籍法 §4 in the product's codes. */
public enum RegistrationKind {
    /** 住址變更, 戶籍法 §18: within one township. */
    ADDR,
    /** 遷入, 戶籍法 §17: from any other township; filed at the office moved into. */
    MOVE_IN,
    /** 姓名變更, 戶籍法 §21, 姓名條例. */
    NAME,
    /** 出生日期更正, 戶籍法 §22. */
    BIRTH_DATE,
    /** 死亡, 戶籍法 §14. */
    DEATH
}
