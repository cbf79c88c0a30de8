package tw.onestop.access;

/** 角色; everything not granted to a role is denied. */
public enum Role {
    /** 戶籍員, registration clerk. */
    CLERK,
    /** 主管, supervisor of an office. */
    SUPERVISOR,
    /** 縣市政府民政局, who oversees the offices of a county. */
    COUNTY,
    /** 機關承辦人, officer of an agency. */
    OFFICER,
    /** 戶政司. */
    MINISTRY,
    /** 系統維運. */
    OPERATOR,
    /** 稽核人員. */
    AUDITOR
}
