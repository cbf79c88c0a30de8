package tw.onestop.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.registry.PersonId;

/**
 * 人別確認, one comparison of somebody with a picture or a document; the decision is null as long as there is none.
 *
 * @param office where it was begun
 */
public record Confirmation(
        UUID id,
        PersonId person,
        OfficeCode office,
        String begunBy,
        Instant begunAt,
        @Nullable Decision decision) {

    /** 確認結果. */
    public enum Result {
        CONFIRMED,
        /** Evidence was asked for. */
        DOUBTFUL,
        REFUSED
    }

    /** 比對依據: the register's picture of an earlier confirmation, or a document where it has none. */
    public enum Against {
        PHOTOGRAPH,
        ID_CARD,
        HOUSEHOLD_CERTIFICATE,
        TRANSCRIPT,
        /** Nothing was shown or there; never of who was confirmed. */
        NOTHING
    }

    /** 陪同人: what they are to somebody under the age at which one comes alone. */
    public enum Companion {
        NONE,
        PARENT,
        ASCENDANT,
        COLLATERAL,
        GUARDIAN,
        /** The register does not say; a document did. */
        BY_DOCUMENT
    }

    /**
     * 決定.
     *
     * @param validUntil last day, null unless confirmed
     * @param words who came along and consented, and what was said with a doubt or a refusal
     */
    public record Decision(
            String no,
            Result result,
            Against against,
            boolean alike,
            Companion companion,
            Words words,
            String by,
            Instant at,
            LocalDate on,
            @Nullable LocalDate validUntil) {

        public boolean validOn(LocalDate day) {
            return validUntil != null && !day.isAfter(validUntil);
        }
    }

    /** 附記; {@code ""} where nothing is said. A nationality stands beside the number of a foreign passport. */
    public record Words(
            String companionNumber,
            String companionName,
            String companionNationality,
            String representative,
            String representativeName,
            String representativeNationality,
            String why) {}
}
