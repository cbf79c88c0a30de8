package tw.onestop.kernel;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 行為人, who does something: named in every act of the trail and in every reading of the register.
 *
 * @param kind what sort of actor
 * @param id username of staff or officer, client id of a system, receipt number of a citizen, name of a rule
 * @param office the registration office a clerk works for, else null
 * @param agency the agency an officer or a system belongs to, else null
 * @param readers 閱覽人, for whom it is done: whoever stands at the counter or applies, and the actor. What one of them may
 *     not see is not shown to the actor either
 * @param self 本人, who a member of staff or an officer is in the register, where that is known: what is barred to them is
 *     hidden from them, and they handle no case of their own (迴避)
 * @param county 縣市, whose offices a member of staff oversees, else null
 */
public record Actor(
        Kind kind,
        String id,
        @Nullable OfficeCode office,
        @Nullable AgencyCode agency,
        Set<NationalId> readers,
        @Nullable NationalId self,
        @Nullable CountyCode county) {

    public Actor {
        Set<NationalId> all = new HashSet<>(readers);
        if (self != null) {
            all.add(self);
        }
        readers = Set.copyOf(all);
    }

    /** For nobody else, by somebody of whom it is not known who they are. */
    public Actor(Kind kind, String id, @Nullable OfficeCode office, @Nullable AgencyCode agency) {
        this(kind, id, office, agency, Set.of(), null, null);
    }

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

    /** Somebody who oversees the offices of a county. */
    public static Actor county(String username, CountyCode county) {
        return new Actor(Kind.STAFF, username, null, null, Set.of(), null, county);
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

    /** The same, acting for these people too. */
    public Actor serving(Collection<NationalId> more) {
        Set<NationalId> all = new HashSet<>(readers);
        all.addAll(more);
        return new Actor(kind, id, office, agency, all, self, county);
    }

    /** The same, who is this person in the register. */
    public Actor being(@Nullable NationalId person) {
        return new Actor(kind, id, office, agency, readers, person, county);
    }

    /**
     * 督導範圍: whether a member of staff answers for an office: for their own, for those of the county, or, with neither, as the
     * ministry does, for all. Which roles may ask at all the doors say.
     */
    public boolean answersFor(OfficeCode other) {
        if (kind != Kind.STAFF) {
            return false;
        }
        return office != null ? office.equals(other) : county == null || county.has(other);
    }

    /** The same, for nobody: what is told to others names no person, nor who the actor is. */
    public Actor alone() {
        return new Actor(kind, id, office, agency);
    }
}
