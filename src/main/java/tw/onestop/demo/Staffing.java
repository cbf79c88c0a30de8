package tw.onestop.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Office;
import tw.onestop.agency.Responsibility;
import tw.onestop.demo.State.Account;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;

/** 示範帳號: staff for every role, clerks of the county's offices and of one elsewhere, officers of the agencies. */
final class Staffing {

    private static final int PASSWORD_LENGTH = 14;
    private static final int OFFICES = 6;

    /** 資通安全長 of the land offices, who reviews their application to join. */
    static final String SECURITY = "security-land";

    private final AgencyDesk agencies;
    private final List<Account> accounts = new ArrayList<>();

    private Staffing(AgencyDesk agencies) {
        this.agencies = agencies;
    }

    /** Everybody, with new passwords. */
    static List<Account> plan(AgencyDesk agencies, String county, List<AgencyCode> simulated) {
        Staffing staffing = new Staffing(agencies);
        List<String> townships = townships(county);
        for (String township : townships.subList(0, Math.min(OFFICES, townships.size()))) {
            staffing.office(township, Role.CLERK, "戶籍員");
        }
        staffing.office(townships.getFirst(), Role.SUPERVISOR, "主管");
        String elsewhere = county.equals("臺北市") ? "新北市" : "臺北市";
        staffing.office(townships(elsewhere).getFirst(), Role.CLERK, "戶籍員");
        staffing.add("ministry", Role.MINISTRY, null, null, "戶政司承辦人");
        staffing.add("operator", Role.OPERATOR, null, null, "系統維運人員");
        staffing.add("auditor", Role.AUDITOR, null, null, "稽核人員");
        Set<AgencyCode> officers = new LinkedHashSet<>(simulated);
        for (Responsibility responsibility : Responsibility.values()) {
            agencies.responsible(responsibility, townships.getFirst())
                    .map(Agency::code)
                    .ifPresent(officers::add);
        }
        officers.forEach(staffing::officer);
        staffing.add(SECURITY, Role.OFFICER, null, "LAND", "地政機關資通安全長");
        return staffing.accounts;
    }

    /** Opens the accounts, or sets them back to these passwords. */
    static void open(AccessDesk access, List<Account> accounts) {
        for (Account account : accounts) {
            access.open(
                    new StaffMember(
                            account.username(),
                            account.name(),
                            account.roles().stream().map(Role::valueOf).collect(Collectors.toSet()),
                            Optional.ofNullable(account.office())
                                    .map(OfficeCode::new)
                                    .orElse(null),
                            Optional.ofNullable(account.agency())
                                    .map(AgencyCode::new)
                                    .orElse(null)),
                    account.password());
        }
    }

    private static List<String> townships(String county) {
        return VillageCounts.all().stream()
                .filter(v -> v.county().equals(county))
                .map(VillageCounts::townshipCode)
                .distinct()
                .toList();
    }

    private void office(String township, Role role, String title) {
        OfficeCode code = new OfficeCode(township);
        String office = agencies.office(code).map(Office::name).orElse(township);
        add("%s-%s".formatted(role.name().toLowerCase(Locale.ROOT), township), role, township, null, office + title);
    }

    private void officer(AgencyCode code) {
        agencies.find(code)
                .ifPresent(agency -> add(
                        "officer-" + code.value().toLowerCase(Locale.ROOT),
                        Role.OFFICER,
                        null,
                        code.value(),
                        agency.name() + "承辦人"));
    }

    private void add(String username, Role role, @Nullable String office, @Nullable String agency, String name) {
        accounts.add(
                new Account(username, Secrets.password(PASSWORD_LENGTH), List.of(role.name()), office, agency, name));
    }
}
