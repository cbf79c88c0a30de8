package tw.onestop.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.agency.KinGrantDesk;
import tw.onestop.joining.Business;
import tw.onestop.joining.CatalogueDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.NationalId;

/** 示範授權: what the linked agencies of a demonstration may read, by items of the catalogue; their officers stand on their rosters. */
final class Granting {

    private static final Actor DEMO = Actor.rule("demo");

    /** Letter and place of numbers that nobody of a demonstration bears. */
    private static final int OFFICERS = 9_900_000;

    private static final LocalDate MEDIA_SINCE = LocalDate.of(2022, 12, 1);

    private Granting() {}

    /** 授權業務: for which items of the catalogue an agency holds its purpose; law and fields are the items'. */
    private record Given(String agency, List<String> items) {

        Grant grant(CatalogueDesk catalogue, LocalDate from) {
            List<Business> known = items.stream()
                    .flatMap(code -> catalogue.item(code).stream())
                    .toList();
            return new Grant(
                    purpose(),
                    code(),
                    joined(known, Business::name, "、"),
                    joined(known, Business::nameEn, ", "),
                    joined(known, Business::legalBasis, "、"),
                    known.stream().flatMap(item -> item.fields().stream()).collect(Collectors.toSet()),
                    50,
                    600,
                    from,
                    from.plusYears(5).minusDays(1),
                    null,
                    Set.of(),
                    Set.copyOf(items));
        }

        String purpose() {
            return agency + "-01";
        }

        AgencyCode code() {
            return new AgencyCode(agency);
        }

        private static String joined(List<Business> items, Function<Business, String> what, String between) {
            return items.stream().map(what).distinct().collect(Collectors.joining(between));
        }
    }

    private static final List<Given> ALL = List.of(
            new Given("NTAX", List.of("TAX-01", "TAX-02")),
            new Given("NHIA", List.of("NHI-02", "NHI-03", "NHI-04")),
            new Given("BOCA", List.of("BOCA-02")),
            new Given("BLI", List.of("BLI-02", "BLI-03")),
            new Given("LAND", List.of("LAND-01", "LAND-06")),
            new Given("MVO", List.of("MVO-02", "MVO-04")),
            new Given("LTAX", List.of("LTAX-01", "LTAX-02")));

    private static final Given VETERANS = new Given("VAC", List.of("VAC-01"));

    /** 磁性媒體交換: a linkage from before the regulation stopped listing it; it ends with its five years. */
    static void media(GrantDesk grants, CatalogueDesk catalogue) {
        if (grants.grant(VETERANS.code(), VETERANS.purpose()).isEmpty()) {
            grants.give(VETERANS.grant(catalogue, MEDIA_SINCE), DEMO);
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

    /** 擬授權: what each linked agency is given on a day. */
    static List<Grant> planned(CatalogueDesk catalogue, LocalDate today) {
        return ALL.stream().map(given -> given.grant(catalogue, today)).toList();
    }

    /** Grants what is not granted yet, for five years, and names the officers who are not named. */
    static void grant(GrantDesk grants, CatalogueDesk catalogue, List<State.Account> staff, LocalDate today) {
        // Asked before anything is written, since each writing has all of it read anew.
        List<Grant> missing = planned(catalogue, today).stream()
                .filter(grant -> grants.grants(grant.agency()).isEmpty())
                .toList();
        List<State.Account> unnamed = staff.stream()
                .filter(account -> account.agency() != null
                        && !account.username().equals(Staffing.SECURITY) // who audits does not ask
                        && !Alliances.OFFICERS.containsValue(account.agency()) // who only receives does not either
                        && grants.onRoster(new AgencyCode(account.agency()), account.username())
                                .filter(number(account, staff)::equals)
                                .isEmpty())
                .toList();
        missing.forEach(grant -> grants.give(grant, DEMO));
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
