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
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;

/** 示範帳號: staff for every role, clerks of the county's offices and of one elsewhere, officers of the agencies. */
final class Staffing {

    private static final int PASSWORD_LENGTH = 14;
    private static final int OFFICES = 6;

    /** Numbers that no resident has. */
    private static final int NUMBERS = 9_800_000;
    /** 資通安全長 of the land offices, who reviews their application to join. */
    static final String SECURITY = "security-land";
    /** 機關管控稽核人員 of the tax office, who registers queries about kinship. */
    static final String CONTROLLER = "controller-ntax";

    private final AgencyDesk agencies;
    private final List<Account> accounts = new ArrayList<>();

    private Staffing(AgencyDesk agencies) {
        this.agencies = agencies;
    }

    /** Everybody, with new passwords. */
    static List<Account> plan(
            AgencyDesk agencies, String county, List<AgencyCode> simulated, State.@Nullable Citizen clerk) {
        Staffing staffing = new Staffing(agencies);
        List<String> townships = townships(county);
        for (String township : townships.subList(0, Math.min(OFFICES, townships.size()))) {
            staffing.office(township, Role.CLERK, "戶籍員");
        }
        // Two, since one prepares a renumbering and another enacts it.
        townships.stream().limit(2).forEach(township -> staffing.office(township, Role.SUPERVISOR, "主管"));
        String elsewhere = county.equals("臺北市") ? "新北市" : "臺北市";
        staffing.office(townships(elsewhere).getFirst(), Role.CLERK, "戶籍員");
        staffing.add("ministry", Role.MINISTRY, null, null, "戶政司承辦人");
        // Who signs what the first prepared, and approves of what the first asked for.
        staffing.add("ministry-2", Role.MINISTRY, null, null, "戶政司核定人（第二人，也核准退費）");
        staffing.county(county, townships.getFirst().substring(0, 5));
        staffing.add("operator", Role.OPERATOR, null, null, "系統維運人員");
        staffing.add("auditor", Role.AUDITOR, null, null, "稽核人員");
        Set<AgencyCode> officers = new LinkedHashSet<>(simulated);
        for (Responsibility responsibility : Responsibility.values()) {
            agencies.responsible(responsibility, townships.getFirst())
                    .map(Agency::code)
                    .ifPresent(officers::add);
        }
        officers.forEach(staffing::officer);
        if (clerk != null) {
            staffing.resident(townships.getFirst(), clerk);
        }
        staffing.add(SECURITY, Role.OFFICER, null, "LAND", "地政機關資通安全長");
        Alliances.OFFICERS.forEach((username, code) -> staffing.add(
                username, Role.OFFICER, null, code, Alliances.name(code).replace("（示例）", "承辦人（示例）")));
        staffing.add("officer-vac", Role.OFFICER, null, "VAC", "退輔會承辦人（媒體交換）");
        staffing.add(CONTROLLER, Role.OFFICER, null, "NTAX", "國稅局管控稽核人員（親等關聯查詢）");
        return staffing.accounts;
    }

    /** Opens the accounts, or sets them back to these passwords. */
    static void open(AccessDesk access, List<Account> accounts) {
        for (Account account : accounts) {
            access.open(
                    new StaffMember(
                                    account.username(),
                                    named(account),
                                    account.roles().stream().map(Role::valueOf).collect(Collectors.toSet()),
                                    Optional.ofNullable(account.office())
                                            .map(OfficeCode::new)
                                            .orElse(null),
                                    Optional.ofNullable(account.agency())
                                            .map(AgencyCode::new)
                                            .orElse(null))
                            .overseeing(Optional.ofNullable(account.county())
                                    .map(CountyCode::new)
                                    .orElse(null))
                            .being(Optional.ofNullable(account.nationalId())
                                    .map(NationalId::new)
                                    .orElse(null)),
                    account.password());
        }
    }

    /** As on their card: without what is said about them. */
    static String named(Account account) {
        return account.name().replaceFirst("（.*", "");
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

    /** 縣市政府民政局 of the county of the demonstration, who oversees its offices. */
    private void county(String name, String code) {
        accounts.add(new Account(
                "county",
                Secrets.password(PASSWORD_LENGTH),
                List.of(Role.COUNTY.name()),
                null,
                null,
                name + "政府民政單位（督導各戶政事務所）",
                NationalId.of('Z', 1, NUMBERS + accounts.size()).value(),
                code));
    }

    /** Somebody of the register who works at the office: what they may not handle (迴避) can be tried with their family. */
    private void resident(String township, State.Citizen clerk) {
        accounts.add(new Account(
                "clerk-resident",
                Secrets.password(PASSWORD_LENGTH),
                List.of(Role.CLERK.name()),
                township,
                null,
                "%s（戶籍員，本人為居民 %s）".formatted(clerk.name(), clerk.nationalId()),
                clerk.nationalId(),
                null));
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
        accounts.add(new Account(
                username,
                Secrets.password(PASSWORD_LENGTH),
                List.of(role.name()),
                office,
                agency,
                name,
                NationalId.of('Z', 1, NUMBERS + accounts.size()).value(),
                null));
    }
}
