package tw.onestop.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.notice.PassportInquiryDesk;

/** 示範授權: what the linked agencies of a demonstration may read; their officers stand on their rosters. */
final class Granting {

    private static final Actor DEMO = Actor.rule("demo");

    /** Letter and place of numbers that nobody of a demonstration bears. */
    private static final int OFFICERS = 9_900_000;

    private static final LocalDate MEDIA_SINCE = LocalDate.of(2022, 12, 1);

    private Granting() {}

    private record Business(String agency, String name, String nameEn, String law, List<String> fields) {

        Grant grant(LocalDate from) {
            return new Grant(
                    agency + "-01",
                    new AgencyCode(agency),
                    name,
                    nameEn,
                    law,
                    Set.copyOf(fields),
                    50,
                    600,
                    from,
                    from.plusYears(5).minusDays(1),
                    null);
        }
    }

    private static final List<Business> ALL = List.of(
            new Business(
                    "NTAX",
                    "遺產稅及扶養親屬審查",
                    "Inheritance tax and dependants",
                    "稅捐稽徵法第30條",
                    List.of(
                            "name",
                            "sex",
                            "birthDate",
                            "maritalStatus",
                            "spouse",
                            "deathDate",
                            "householdNo",
                            "relationToHead",
                            "address.full",
                            "ageAtLeast",
                            "sameHousehold",
                            "kinWithin")),
            new Business(
                    "NHIA",
                    "投保資格及眷屬身分查核",
                    "Eligibility of the insured and their dependants",
                    "全民健康保險法第80條",
                    List.of("name", "birthDate", "domicileStatus", "deathDate", "relationToHead", "address.full")),
            new Business(
                    "BOCA",
                    "首次申請護照人別確認查驗",
                    "Identity confirmations for first passports",
                    "護照條例第15條",
                    List.of("name", "birthDate", PassportInquiryDesk.FIELD)),
            new Business(
                    "BLI",
                    "勞工保險給付審核",
                    "Benefits of labour insurance",
                    "勞工保險條例第28條",
                    List.of("name", "birthDate", "maritalStatus", "deathDate", "father", "mother", "kinWithin")),
            new Business(
                    "LAND",
                    "土地登記申請人身分查驗",
                    "Identity of applicants for land registration",
                    "土地登記規則第40條",
                    List.of("name", "birthDate", "domicileStatus", "deathDate", "address.full", "annotations")),
            new Business(
                    "MVO",
                    "駕照及車籍住址查核",
                    "Addresses of drivers and owners",
                    "道路交通安全規則第15條",
                    List.of("name", "birthDate", "address.full")),
            new Business(
                    "LTAX",
                    "自用住宅用地稅率審查",
                    "Rate of land used as one's own residence",
                    "土地稅法第9條",
                    List.of("name", "householdNo", "address.full", "sameHousehold", "ageAtLeast")));

    /** 磁性媒體交換: a linkage from before the regulation stopped listing it; it ends with its five years. */
    static void media(GrantDesk grants) {
        AgencyCode veterans = new AgencyCode("VAC");
        if (grants.grant(veterans, "VAC-01").isEmpty()) {
            grants.give(
                    new Grant(
                            "VAC-01",
                            veterans,
                            "退除役官兵就養給付查核",
                            "Benefits of veterans",
                            "國軍退除役官兵輔導條例第27條",
                            Set.of("name", "birthDate", "domicileStatus", "deathDate", "address.full"),
                            50,
                            600,
                            MEDIA_SINCE,
                            MEDIA_SINCE.plusYears(5).minusDays(1),
                            null),
                    DEMO);
        }
    }

    /** 親等關聯資料: the tax office asks for heirs, under the eyes of a control auditor. */
    static void kinship(KinGrantDesk kin) {
        AgencyCode tax = new AgencyCode("NTAX");
        if (kin.of(tax, "NTAX-01").isEmpty()) {
            kin.give(tax, "NTAX-01", "INHERITANCE", 4, DEMO);
            kin.appoint(tax, "NTAX-01", Set.of(Staffing.CONTROLLER), DEMO);
        }
    }

    /** Grants what is not granted yet, for five years, and names the officers who are not named. */
    static void grant(GrantDesk grants, List<State.Account> staff, LocalDate today) {
        // Asked before anything is written, since each writing has all of it read anew.
        List<Business> missing = ALL.stream()
                .filter(business ->
                        grants.grants(new AgencyCode(business.agency())).isEmpty())
                .toList();
        List<State.Account> unnamed = staff.stream()
                .filter(account -> account.agency() != null
                        && !account.username().equals(Staffing.SECURITY) // who audits does not ask
                        && !Alliances.OFFICERS.containsValue(account.agency()) // who only receives does not either
                        && grants.onRoster(new AgencyCode(account.agency()), account.username())
                                .filter(number(account, staff)::equals)
                                .isEmpty())
                .toList();
        missing.forEach(business -> grants.give(business.grant(today), DEMO));
        unnamed.forEach(account -> grants.name(
                new AgencyCode(Objects.requireNonNull(account.agency())),
                account.username(),
                number(account, staff),
                DEMO));
    }

    /** As their card says it. */
    private static NationalId number(State.Account account, List<State.Account> staff) {
        return account.nationalId() == null
                ? NationalId.of('Z', 1, OFFICERS + staff.indexOf(account))
                : new NationalId(account.nationalId());
    }
}
