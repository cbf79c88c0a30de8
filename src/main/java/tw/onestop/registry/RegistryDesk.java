package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/**
 * 戶籍資料: the one door through which the register is read and written. Every reading names its reader and is audited
 * in the same transaction; nobody reads around it.
 */
public interface RegistryDesk {

    /** What the code of every refusal begins with that sends a clerk to a colleague (迴避). */
    String ABSTAIN = "registry.abstain.";

    /** 查詢, at most 50 found; refusals when the criteria are wrong or too wide. */
    Found search(PersonSearch search, Actor reader);

    /**
     * What a search found, or why it was not carried out.
     *
     * @param formerly who was found by a former name of their door (原住址), for nobody moved
     */
    record Found(List<Person> persons, boolean more, List<Refusal> refusals, Set<PersonId> formerly) {

        public Found {
            formerly = Set.copyOf(formerly);
        }

        public Found(List<Person> persons, boolean more, List<Refusal> refusals) {
            this(persons, more, refusals, Set.of());
        }
    }

    Optional<Person> person(PersonId id, AsOf asOf, Actor reader);

    Optional<Person> person(NationalId id, AsOf asOf, Actor reader);

    /** Several at once, those who are registered then and may be seen; an act for each. */
    List<Person> persons(Collection<PersonId> ids, AsOf asOf, Actor reader);

    /**
     * Several readings at once, for rooms that gather them: in the caller's transaction. Whoever is not registered, or
     * hidden from the reader, is absent. Everybody has the number they were asked for by, also as of a day on which they
     * bore another one.
     *
     * @return for each reading the persons found, in the order of its numbers
     */
    List<List<Person>> read(List<Reading> readings);

    /**
     * 親屬 in law within so many degrees on a day, and who would have inherited then.
     *
     * @param degrees 1 to {@link Kindred#FARTHEST}
     */
    Optional<Kindred> kindred(PersonId id, int degrees, LocalDate on, Actor reader);

    Optional<Household> household(HouseholdNo no, AsOf asOf, Actor reader);

    /**
     * The same, and nothing of one that lies outside.
     *
     * @param areas codes of counties (five digits) and townships (eight); none for the nation
     */
    Optional<Household> household(HouseholdNo no, AsOf asOf, Set<String> areas, Actor reader);

    /**
     * 戶籍簿: a household as it stood with everything ever registered about it, as one reading. A household of which nobody is to be
     * seen has no history either.
     */
    Optional<HouseholdBook> book(HouseholdNo no, AsOf asOf, Actor reader);

    /**
     * 一戶及其登記沿革.
     *
     * @param history newest first, as {@link #history} tells it
     */
    record HouseholdBook(Household household, List<Registration> history) {}

    /** Who lived at an address on a day, as it was known at an instant; at most 50, refusals as of a search. */
    Found residents(String address, AsOf asOf, Actor reader);

    /** 戶籍謄本 of a household on a day, to look at. */
    Optional<Transcript> transcript(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor reader);

    /** The same, handed out for its fee. */
    Optional<Transcript> issueTranscript(HouseholdNo no, AsOf asOf, Transcript.Version version, Actor clerk);

    /** The days on which something about the household changed, newest first, for the history list. */
    List<Registration> history(HouseholdNo no, Actor reader);

    /** What each type asks. */
    List<RegistrationType> types();

    /** Whether the office tells those concerned by a registration of this type in writing (戶籍法 §46). */
    boolean toldInWriting(RegistrationKind kind);

    /**
     * 迴避: why somebody else handles what concerns these people (行政程序法 §32), before it is begun; empty where the clerk may.
     *
     * @param numbers of people who are named but not found, or not yet
     */
    Optional<Refusal> abstention(Collection<PersonId> concerned, Collection<NationalId> numbers, Actor clerk);

    /** Whether nobody at all is hidden from those for whom it is read: then what is kept elsewhere need not be asked for. */
    boolean seesEverybody(Actor reader);

    /** Which of these the reader may not see (保護註記): for lists that are kept elsewhere. */
    Set<PersonId> unseen(Collection<PersonId> people, Actor reader);

    /** The same by number: whose bearer the reader may not see. */
    Set<NationalId> unseenNumbers(Collection<NationalId> numbers, Actor reader);

    /** 審查: says what is wrong and what would follow, and records nothing (but that it was read). */
    Assessment assess(RegistrationForm form, Actor clerk);

    /**
     * 登記: records all forms or none, in the caller's transaction; raises {@link RegistrationRecorded} for each.
     *
     * @param seen the version of each household the clerk saw; one that is behind is answered with Overtaken
     */
    Recording record(List<RegistrationForm> forms, Map<HouseholdNo, Long> seen, Actor clerk);

    Optional<Registration> registration(RegistrationId id, Actor reader);

    /** Whom registrations, also those of doors, changed or annotated; without their data, and without whom the reader may not see. */
    Map<RegistrationId, Set<PersonId>> concerned(List<RegistrationId> ids, Actor reader);

    /** What registrations changed about whom and where, in one reading, without names and numbers; of doors nothing. */
    Map<RegistrationId, List<Touching>> touching(List<RegistrationId> ids, Actor reader);

    /**
     * 異動人 by one registration.
     *
     * @param townships eight digits, where they were and are registered
     * @param changes by the name of the change, as of {@link Registration.Affected}
     */
    record Touching(PersonId person, Set<String> townships, Set<String> changes) {}

    /** Registrations that concern a person, newest first: notices may be filed later for them. */
    List<Registration> registrationsOf(PersonId person, Actor reader);

    /** 疑似重複: who of the people of the supervisor's office may be entered twice, the most suspicious first. */
    List<Likeness> likenesses(Actor supervisor);

    /** One pair, who was entered first before the other; empty where nothing makes them alike any more. */
    Optional<Likeness> likeness(PersonId one, PersonId other, Actor supervisor);

    /** 認定: writes down whether a pair is one person and who settles it; answers what is refused. */
    List<Refusal> judge(Likeness.Finding finding, Actor supervisor);

    /** Villages whose name, township or county matches what is typed (folded); at most 20. */
    List<Village> villages(String typed);

    Optional<Village> village(String code);
}
