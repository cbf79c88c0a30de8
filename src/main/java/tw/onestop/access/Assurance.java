package tw.onestop.access;

/** 登入方式: by what means somebody signed in, and so how sure it is that they are who the account says. */
public enum Assurance {
    /** 密碼. */
    PASSWORD,
    /** 通行密鑰. */
    PASSKEY,
    /** 自然人憑證: the card that is bound to the account signed. */
    CERTIFICATE,
    /** 移交, in the training copy: as sure as the register's program was. */
    HANDED_OVER
}
