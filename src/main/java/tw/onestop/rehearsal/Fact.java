package tw.onestop.rehearsal;

/** 所見, what the product itself observed of a rehearsing client. */
enum Fact {
    /** By key: a token was granted for an assertion it signed. */
    TOKEN,
    TOKEN_REFUSED,
    REPLAYED,
    /** The keys registered now, by the beginnings of their thumbprints. */
    KEYS,
    FOUND,
    UNKNOWN,
    HIDDEN,
    NO_PURPOSE,
    NO_FIELD,
    NO_USER,
    /** Until when it has to wait. */
    OVER_QUOTA,
    QUOTA_OBEYED,
    QUOTA_IGNORED,
    /** The request that was answered with 503. */
    AWAY,
    REPEATED,
    /** Too early, or as another request. */
    REPEATED_WRONGLY,
    /** By sequence. */
    HANDED,
    /** By notice: the last status and the agency's case. */
    REPLIED,
    TWO_CASES,
    HOLDS_NEWER,
    HOLDS_OLDER
}
