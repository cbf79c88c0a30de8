package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/**
 * 初始資料: a household with its members as the register begins with it.
 *
 * @param since since when it stands at its address
 * @param former where it stood before, null when nowhere else
 * @param ended since when it is a removed household (除戶), null while somebody lives there
 */
public record Founding(
        HouseholdNo no,
        Household.Kind kind,
        Address address,
        LocalDate since,
        List<Member> members,
        @Nullable Former former,
        @Nullable LocalDate ended) {

    /** Of a household that always stood where it stands. */
    public Founding(HouseholdNo no, Household.Kind kind, Address address, LocalDate since, List<Member> members) {
        this(no, kind, address, since, members, null, null);
    }

    /** 原住址 and since when the household stood there. */
    public record Former(Address address, LocalDate since) {}

    /** Since when the household exists. */
    public LocalDate begun() {
        return former == null ? since : former.since();
    }

    /**
     * The first member is the head.
     *
     * @param ref number of the person within the load, from 1; spouse, father and mother name each other by it
     * @param fatherName where the father is not in the register; likewise mother
     * @param died after the household began, null while alive
     */
    public record Member(
            int ref,
            NationalId nationalId,
            String name,
            int surnameLength,
            Sex sex,
            LocalDate birthDate,
            String birthPlace,
            String birthOrder,
            Person.Marital marital,
            String relationToHead,
            @Nullable Integer spouseRef,
            @Nullable Integer fatherRef,
            @Nullable Integer motherRef,
            @Nullable String fatherName,
            @Nullable String motherName,
            @Nullable LocalDate died) {

        /** Of somebody alive. */
        public Member(
                int ref,
                NationalId nationalId,
                String name,
                int surnameLength,
                Sex sex,
                LocalDate birthDate,
                String birthPlace,
                String birthOrder,
                Person.Marital marital,
                String relationToHead,
                @Nullable Integer spouseRef,
                @Nullable Integer fatherRef,
                @Nullable Integer motherRef,
                @Nullable String fatherName,
                @Nullable String motherName) {
            this(
                    ref,
                    nationalId,
                    name,
                    surnameLength,
                    sex,
                    birthDate,
                    birthPlace,
                    birthOrder,
                    marital,
                    relationToHead,
                    spouseRef,
                    fatherRef,
                    motherRef,
                    fatherName,
                    motherName,
                    null);
        }
    }
}
