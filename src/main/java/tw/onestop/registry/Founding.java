package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;

/** 初始資料: a household with its members as the register begins with it. */
public record Founding(HouseholdNo no, Household.Kind kind, Address address, LocalDate since, List<Member> members) {

    /**
     * The first member is the head.
     *
     * @param ref number of the person within the load, from 1; spouse, father and mother name each other by it
     * @param fatherName where the father is not in the register; likewise mother
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
            @Nullable String motherName) {}
}
