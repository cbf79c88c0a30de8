package tw.onestop.agency;

/** 法定職責, what an agency of a township is told by statute, without consent. */
public enum Responsibility {
    /** 役政單位, conscription section of the township office. */
    CONSCRIPTION,
    /** 警察機關. */
    POLICE,
    /** 衛生所. */
    HEALTH_CENTRE,
    /** 原住民行政單位, Indigenous section of the township office. */
    INDIGENOUS_SECTION,
    /** 戶政事務所. */
    HOUSEHOLD_OFFICE,
    /** 健保署; one for the nation. */
    HEALTH_INSURANCE,
    /** 國稅局; one for the nation in this directory. */
    NATIONAL_TAX,
    /** 地政機關; one for the nation. */
    LAND_REGISTRY,
    /** 地方稅稽徵機關; one for the nation in this directory. */
    LOCAL_TAX,
    /** 原受通報機關: whoever was told of the fact before, by law or by consent (個資法 §11); no township has one. */
    EARLIER_RECIPIENT
}
