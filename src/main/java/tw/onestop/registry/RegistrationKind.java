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
    /** 統一編號更正、變更, 國民身分證及戶口名簿格式內容製發相片影像檔建置管理辦法 §5–6-1. */
    ID_NUMBER,
    /** 死亡, 戶籍法 §14. */
    DEATH,
    /** 死亡宣告, 戶籍法 §14, 民法 §8–9: by a court's ruling, with the day it presumes. */
    DEATH_DECL,
    /** 結婚, 戶籍法 §9, 民法 §982: effective by being registered. */
    MARRY,
    /** 司法院釋字第七四八號解釋施行法第二條關係之結婚: of two people of the same sex. */
    MARRY_748,
    /** 離婚, 戶籍法 §9, 民法 §1049–1052-1. */
    DIVORCE,
    /** 終止結婚, 司法院釋字第七四八號解釋施行法 §16. */
    END_748,
    /** 遷出, 戶籍法 §16: abroad for more than two years. Moving out within the country is implied by moving in. */
    MOVE_OUT,
    /** 分戶, 戶籍法 §19: some members form a household of their own at the same address. */
    SPLIT,
    /** 合戶, 戶籍法 §19: two households at one address become one. */
    MERGE,
    /** 出生地, 戶籍法 §20. */
    BIRTHPLACE,
    /** 出生, 戶籍法 §6: of a child under twelve. */
    BIRTH,
    /** 認領, 戶籍法 §7, 民法 §1065: of a child born out of wedlock, by its father or by a court. */
    ACK,
    /** 監護, 戶籍法 §11. */
    GUARD,
    /** 輔助, 戶籍法 §12. */
    ASSIST,
    /** 未成年子女權利義務行使負擔, 戶籍法 §13. */
    CUSTODY,
    /** 原住民身分及民族別, 戶籍法 §14-1. */
    INDIG,
    /** 收養, 戶籍法 §8. */
    ADOPT,
    /** 終止收養, 戶籍法 §8. */
    ADOPT_END,
    /** 初設戶籍, 戶籍法 §15: of who settles here, or was never registered. */
    INIT,
    /** 撤銷, 戶籍法 §23: of a registration of what never was, or was void from the start. */
    REVOKE,
    /** 廢止, 戶籍法 §24: of the domicile of who lost the nationality, or the status of somebody of the Taiwan area. */
    ANNUL,
    /** 更正, 戶籍法 §22: of an item that is wrong or missing; that of the birth date is {@code BIRTH_DATE}. */
    CORRECT,
    /** 戶長變更, 戶籍法 §21, 施行細則 §22: the head stays a member, and another member heads the household. */
    HEAD,
    /** 門牌整編: the office's own act about the doors of a street; nobody applies for it and nobody moves. */
    RENUMBER,
    /** 行政區域調整, 村里鄰調整: the same where the doors come to another village or neighbourhood. */
    BOUNDARY;

    /** Whether it is about doors, and not one of the types of 戶籍法 §4 that are registered of a person. */
    public boolean isOfDoors() {
        return this == RENUMBER || this == BOUNDARY;
    }
}
