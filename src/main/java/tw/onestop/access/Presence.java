package tw.onestop.access;

/** 在席: whether somebody is at their place at this moment, and how they proved who they are. */
public enum Presence {
    /** Not signed in, or without a sign of life. */
    ABSENT,
    /** 已登入, by password or passkey. */
    SIGNED_IN,
    /** 已以自然人憑證登入. */
    BY_CERTIFICATE
}
