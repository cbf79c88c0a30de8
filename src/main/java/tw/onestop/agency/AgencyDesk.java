package tw.onestop.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 機關名錄: who the agencies and offices are, what they take, whom to call. */
public interface AgencyDesk {

    Optional<Agency> find(AgencyCode code);

    /** Every agency of the directory, by code. */
    List<Agency> all();

    /** The capability matrix in force on a day, ordered as the counter shows it. */
    List<Capability> capabilities(LocalDate on);

    /** 附加欄位 that any row of the agency asks for, also one that has ended. */
    List<Capability.ExtraKey> keys(AgencyCode agency);

    /** Where an agency is offered on a day; the nation, unless it was entered for less. */
    Coverage coverage(AgencyCode agency, LocalDate on);

    /** 轄區 as the directory knows it, by code: the areas or the township it was entered for; none where it was entered for the nation. */
    Set<String> territory(AgencyCode agency, LocalDate on);

    /** 縣市及鄉鎮市區: what coverage can be made of, counties before their townships. */
    List<Coverage.Area> areas();

    /**
     * Who is told by statute.
     *
     * @param townshipCode eight digits; ignored where one agency serves the nation
     */
    Optional<Agency> responsible(Responsibility responsibility, String townshipCode);

    /** 法定職責 that an agency has today, of whichever township. */
    Set<Responsibility> duties(AgencyCode agency);

    Optional<Client> client(String clientId);

    /** Enrols an agency's machine, or replaces its keys. */
    void enrol(Client client);

    Optional<Office> office(OfficeCode code);

    List<Office> offices();

    /** The door as it stands at this moment: for who holds what a change of it waits for. */
    Optional<Agency.Door> door(AgencyCode agency);

    /** 管道移轉預定 that are due on a day and wait for who keeps the doors. */
    List<DueDoor> dueDoors(LocalDate on);

    /** 管道移轉預定. */
    record DueDoor(AgencyCode agency, Agency.Door door, LocalDate due) {}

    /** Changes the door by which an agency gets its notices. */
    void chooseDoor(AgencyCode agency, Agency.Door door);
}
