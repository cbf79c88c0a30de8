package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Text;

/**
 * 個人, a person as the register holds them at a moment.
 *
 * @param romanisedName 並列之羅馬拼音, {@code ""} where none is noted beside the name
 * @param birthPlace 出生地, {@code ""} when unknown
 * @param birthOrder 出生別 as displayed: {@code 長男}
 * @param spouse name, null when none; likewise the parents by birth and by adoption
 * @param deathDate null while alive
 * @param care {@code GUARD}, {@code ASSIST}, {@code CUSTODY}, or {@code NONE}; {@code carers} are the names of who acts
 * @param householdNo where the person is registered, or was at the end
 * @param relationToHead 稱謂 as displayed: {@code 戶長}, {@code 配偶}, {@code 長子}
 */
public record Person(
        PersonId id,
        NationalId nationalId,
        String name,
        String romanisedName,
        Sex sex,
        LocalDate birthDate,
        String birthPlace,
        String birthOrder,
        Marital marital,
        DomicileStatus status,
        @Nullable String father,
        @Nullable String mother,
        @Nullable String spouse,
        @Nullable String adoptiveFather,
        @Nullable String adoptiveMother,
        @Nullable LocalDate deathDate,
        String care,
        List<String> carers,
        Origin origin,
        HouseholdNo householdNo,
        String relationToHead,
        Address address,
        List<Annotation> annotations) {

    /** Code points of the name that a screen may not show: {@code U+20BB7}, {@code ""} where there are none. */
    public String rareCharacters() {
        return Text.rareCharacters(name);
    }

    /** The same with another address. */
    Person at(Address another) {
        return with(nationalId, householdNo, relationToHead, another);
    }

    /** The same as a member of the household in which another reading finds them. */
    Person stayingAs(Person then) {
        return with(nationalId, then.householdNo, then.relationToHead, then.address);
    }

    /** The same under another number; mostly it is the same number. */
    Person under(NationalId another) {
        return nationalId.equals(another) ? this : with(another, householdNo, relationToHead, address);
    }

    private Person with(NationalId number, HouseholdNo household, String relation, Address where) {
        return new Person(
                id,
                number,
                name,
                romanisedName,
                sex,
                birthDate,
                birthPlace,
                birthOrder,
                marital,
                status,
                father,
                mother,
                spouse,
                adoptiveFather,
                adoptiveMother,
                deathDate,
                care,
                carers,
                origin,
                household,
                relation,
                where,
                annotations);
    }

    /**
     * 原住民身分及民族別.
     *
     * @param status {@code MOUNTAIN}, {@code PLAIN}, or {@code ""}; {@code people} and {@code name} {@code ""} while not noted
     */
    public record Origin(String status, String people, String name) {}

    /** 婚姻狀況. */
    public enum Marital {
        SINGLE,
        MARRIED,
        DIVORCED,
        WIDOWED
    }

    /** 戶籍狀態. */
    public enum DomicileStatus {
        PRESENT,
        ABROAD,
        DEAD,
        DECLARED_DEAD,
        REVOKED,
        ANNULLED
    }

    /**
     * 記事.
     *
     * @param eventDate of the event
     * @param filedOn 申登
     * @param text as rendered once from its template
     */
    public record Annotation(LocalDate eventDate, LocalDate filedOn, String type, String text) {}
}
