package tw.onestop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.access.AccessDesk;
import tw.onestop.access.Role;
import tw.onestop.access.StaffMember;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.agency.Client;
import tw.onestop.agency.Grant;
import tw.onestop.agency.GrantDesk;
import tw.onestop.exchange.ExchangeDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;
import tw.onestop.notice.ClearingDesk;
import tw.onestop.registry.People;

/** Furnishes a product for independent clients and tells them of it as {@code demo.json} does. */
@Component
public class ClientWorld {

    private static final String OFFICE = "09007010";
    private static final String ELSEWHERE = "09007020";
    private static final String PASSWORD = "correct horse battery staple";
    private static final List<String> AGENCIES =
            List.of("TAIPOWER", "TAIWATER", "TPEWATER", "LAND", "MVO", "LTAX", "NTAX", "BLI");

    private static final List<String> REPORTERS = List.of("MOHW", "MOJ", "JUDICIAL", "COLLECTING-BANK", "BOCA");

    private final AgencyDesk agencies;
    private final GrantDesk grants;
    private final ExchangeDesk exchange;
    private final AccessDesk access;
    private final People people;
    private final ClearingDesk clearing;
    private final TransactionTemplate transaction;
    private @Nullable String told;

    ClientWorld(
            AgencyDesk agencies,
            GrantDesk grants,
            ExchangeDesk exchange,
            AccessDesk access,
            People people,
            ClearingDesk clearing,
            TransactionTemplate transaction) {
        this.agencies = agencies;
        this.grants = grants;
        this.exchange = exchange;
        this.access = access;
        this.people = people;
        this.clearing = clearing;
        this.transaction = transaction;
    }

    /** As {@code demo.json}, but that private keys stand in it themselves. */
    public synchronized String demoJson() {
        if (told == null) {
            for (int i = 1; i <= 12; i++) {
                people.household("09007010001", "介壽路" + i + "號")
                        .head("王小明", Sex.MALE, LocalDate.of(1980, 1, 9))
                        .found();
            }
            told = JsonMapper.builder()
                    .build()
                    .writeValueAsString(Map.of(
                            "staff",
                            staff(),
                            "agencies",
                            AGENCIES.stream().map(this::machine).toList(),
                            "reporters",
                            REPORTERS.stream().map(this::machine).toList()));
        }
        return told;
    }

    /** Somebody who lives alone; their number. */
    public String someone(String name) {
        return people.household("09007010001", "罕字路1號")
                .head(name, Sex.MALE, LocalDate.of(1980, 1, 9))
                .found()
                .numbers()
                .getFirst()
                .value();
    }

    /** What the ministry grants an agency: a purpose of these fields, and an officer who may ask; the purpose's id. */
    public String granted(String agency, String officer, String... fields) {
        AgencyCode code = new AgencyCode(agency);
        String purpose = agency + "-T" + Math.floorMod(String.join(",", fields).hashCode(), 100_000);
        if (grants.grant(code, purpose).isEmpty()) {
            LocalDate from = LocalDate.now(ZoneId.of("Asia/Taipei"));
            grants.give(
                    new Grant(purpose, code, "測試", "Test", "測試", Set.of(fields), 5, 100, from, from.plusYears(1), null),
                    Actor.rule("test"));
            grants.name(code, officer, People.nextId(Sex.FEMALE), Actor.rule("test"));
        }
        return purpose;
    }

    /** Last month's list with this item on it, which has waited for so long; the month. */
    public synchronized String cleared(UUID item) {
        YearMonth last = YearMonth.now(ZoneId.of("Asia/Taipei")).minusMonths(1);
        JdbcClient owner = TestDatabase.asOwner("client");
        owner.sql("update notice.item set accepted_at = accepted_at - interval '40 days' where id = ?")
                .param(item)
                .update();
        owner.sql("truncate notice.clearing_line, notice.clearing_answer, notice.clearing_list, notice.clearing_month")
                .update();
        clearing.build(last, Actor.rule("test"));
        return last.toString();
    }

    private List<Map<String, Object>> staff() {
        List<Map<String, Object>> staff = new ArrayList<>();
        for (Role role : Role.values()) {
            boolean office = role == Role.CLERK || role == Role.SUPERVISOR;
            staff.add(
                    account("client-" + role, role, office ? OFFICE : null, role == Role.OFFICER ? "TAIPOWER" : null));
        }
        staff.add(account("client-elsewhere", Role.CLERK, ELSEWHERE, null));
        staff.add(account("client-officer-land", Role.OFFICER, null, "LAND"));
        return staff;
    }

    private Map<String, Object> account(String username, Role role, @Nullable String office, @Nullable String agency) {
        access.open(
                new StaffMember(
                        username,
                        "林志明",
                        Set.of(role),
                        office == null ? null : new OfficeCode(office),
                        agency == null ? null : new AgencyCode(agency)),
                PASSWORD);
        return Map.of("username", username, "password", PASSWORD, "roles", List.of(role.name()));
    }

    private Map<String, Object> machine(String name) {
        AgencyCode code = new AgencyCode(name);
        Agency agency = agencies.find(code).orElseThrow();
        JWK key = key(name);
        String clientId = "client-" + name;
        String endpoint = transaction.execute(status -> {
            agencies.enrol(new Client(clientId, code, new JWKSet(key.toPublicJWK()).toString()));
            agencies.chooseDoor(code, Agency.Door.PULL);
            return exchange.endpoint(code).endpointId();
        });
        return Map.of(
                "code", name,
                "kind", agency.kind().name(),
                "clientId", clientId,
                "privateJwk", key.toJSONObject(),
                "endpointId", String.valueOf(endpoint));
    }

    /** One signs with RSA, all others with P-256. */
    private static JWK key(String name) {
        try {
            return name.equals("BLI")
                    ? new RSAKeyGenerator(2048).keyID(name).generate()
                    : new ECKeyGenerator(Curve.P_256).keyID(name).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
