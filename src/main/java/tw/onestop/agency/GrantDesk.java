package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 連結授權窗口: grants and rosters; read from memory, so that a query asks the database nothing for them. */
public interface GrantDesk {

    /** By purpose; those that do not hold today are there too, so that one can say why. */
    Optional<Grant> grant(AgencyCode agency, String purposeId);

    /** As it stands in the database at this moment; what is kept in memory may be half a minute old. */
    Optional<Grant> stored(AgencyCode agency, String purposeId);

    /** In the order of their names. */
    List<Grant> grants(AgencyCode agency);

    /** Whom the agency named today as somebody who may ask: the number by which marks are judged. */
    Optional<NationalId> onRoster(AgencyCode agency, String userId);

    /**
     * Whoever the roster named so at any time of a day: also who left on it, and who was named and taken off within it; as it stands in the
     * database.
     */
    Set<NationalId> namedOn(AgencyCode agency, String userId, LocalDate on);

    /** Whether the agency had named somebody on any of these days, both included; as it stands in the database. */
    boolean wasOnRoster(AgencyCode agency, String userId, LocalDate from, LocalDate until);

    /** The same for one purpose: where officers were reserved for it, only they may ask under it. */
    Optional<NationalId> onRoster(AgencyCode agency, String purposeId, String userId);

    /** The officers reserved for a purpose; none where everybody on the roster may ask under it. */
    Set<String> officers(AgencyCode agency, String purposeId);

    /** 使用人員: from now on these may ask under the purpose, and no others of the roster. */
    void reserve(AgencyCode agency, String purposeId, Set<String> userIds, Actor by);

    /**
     * One more officer, whoever else comes or goes meanwhile; false where this one was there already. Where nobody is reserved nothing
     * needs to be: everybody on the roster may ask.
     */
    boolean admit(AgencyCode agency, String purposeId, String userId, Actor by);

    /**
     * One officer less; false where this one was not there.
     */
    boolean withdraw(AgencyCode agency, String purposeId, String userId, Actor by);

    /** Whether an officer is reserved for a purpose of the agency that stands or is suspended; as it stands in the database. */
    boolean isReserved(AgencyCode agency, String userId);

    /** Whether for this purpose nobody is reserved, so that everybody on the roster may ask; as it stands in the database. */
    boolean isOpen(AgencyCode agency, String purposeId);

    /** Whether the agency has any such purpose that stands or is suspended. */
    boolean hasOpen(AgencyCode agency);

    /** Grants, or changes what was granted; one that was ended stands again. */
    void give(Grant grant, Actor by);

    /** Names an officer from today on, or changes the number. */
    void name(AgencyCode agency, String userId, NationalId number, Actor by);

    /**
     * 離職或調職 (§14): from today on this one asks nothing, and is reserved for no purpose of the agency; false where nobody of this account was
     * on the roster.
     */
    boolean dismiss(AgencyCode agency, String userId, Actor by);

    /** 停止連結 (§16): before its time, with the reason. */
    void end(AgencyCode agency, String purposeId, String reason, Actor by);
}
