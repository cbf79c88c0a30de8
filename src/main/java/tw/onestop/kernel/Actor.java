package tw.onestop.kernel;

import org.jspecify.annotations.Nullable;

/**
 * 行為人, who does something: named in every act of the trail and in every reading of the register.
 *
 * @param kind what sort of actor
 * @param id username of staff or officer, client id of a system, receipt number of a citizen, name of a rule
 * @param office the registration office a clerk works for, else null
 * @param agency the agency an officer or a system belongs to, else null
 */
public record Actor(
        Kind kind,
        String id,
        @Nullable OfficeCode office,
        @Nullable AgencyCode agency) {

    /** 種類. */
    public enum Kind {
        /** 戶政人員, staff of a registration office or the ministry. */
        STAFF,
        /** 機關承辦人, a person of a receiving or linked agency. */
        OFFICER,
        /** 機關系統, an agency's machine. */
        SYSTEM,
        /** 民眾. */
        CITIZEN,
        /** 系統規則, the product itself by a rule or a timer. */
        RULE
    }

    public static Actor staff(String username, OfficeCode office) {
        return new Actor(Kind.STAFF, username, office, null);
    }

    public static Actor officer(String username, AgencyCode agency) {
        return new Actor(Kind.OFFICER, username, null, agency);
    }

    public static Actor system(String clientId, AgencyCode agency) {
        return new Actor(Kind.SYSTEM, clientId, null, agency);
    }

    public static Actor citizen(String receiptNo) {
        return new Actor(Kind.CITIZEN, receiptNo, null, null);
    }

    public static Actor rule(String name) {
        return new Actor(Kind.RULE, name, null, null);
    }
}
