package tw.onestop.access;

import tw.onestop.kernel.AgencyCode;

/**
 * 演練權杖已受理: a rehearsing client asked for a token; said within the transaction that answers it.
 *
 * @param key the beginning of the thumbprint (RFC 7638) of the key that signed; 0 where no registered key did
 */
public record RehearsalToken(AgencyCode agency, Outcome outcome, long key) {

    /** 結果. */
    public enum Outcome {
        GRANTED,
        /** The assertion was used before. */
        REPLAYED,
        REFUSED
    }
}
