package tw.onestop.access;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CountyCode;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.trust.TrustDesk;

/** 使用者帳號, the accounts as stored. */
@Repository
class Accounts implements UserDetailsService {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Clock clock;

    private static final String SELECT = """
            select username, name, password, office, agency, county, number_sealed, opened_at,
                   (select coalesce(array_agg(role), '{}') from access.account_role r where r.username = a.username) roles
              from access.account a
            """;

    Accounts(JdbcClient jdbc, TrustDesk trust, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.clock = clock;
    }

    Optional<SignedIn> find(String username) {
        return jdbc.sql(SELECT + " where username = ?")
                .param(username)
                .query(this::account)
                .optional();
    }

    @Override
    public SignedIn loadUserByUsername(String username) {
        return find(username).orElseThrow(() -> new UsernameNotFoundException("no such account"));
    }

    void save(StaffMember member, String passwordHash) {
        insert(member, passwordHash, """
                on conflict (username) do update
                   set name = excluded.name, password = excluded.password, office = excluded.office,
                       agency = excluded.agency, county = excluded.county, number_sealed = excluded.number_sealed,
                       opened_at = excluded.opened_at, changed_at = excluded.changed_at
                """);
        jdbc.sql("delete from access.account_role where username = ?")
                .param(member.username())
                .update();
        roles(member);
    }

    /** A new one; false where the name is taken, also by one that is closed. */
    boolean add(StaffMember member, String passwordHash) {
        boolean added = insert(member, passwordHash, "on conflict (username) do nothing") == 1;
        if (added) {
            roles(member);
        }
        return added;
    }

    private int insert(StaffMember member, String passwordHash, String otherwise) {
        OffsetDateTime now = now();
        return jdbc.sql("""
                insert into access.account (username, name, password, office, agency, county, number_sealed, opened_at, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """ + otherwise)
                .param(member.username())
                .param(member.name())
                .param(passwordHash)
                .param(string(member.office()))
                .param(string(member.agency()))
                .param(string(member.county()))
                .param(sealed(member.self()))
                .param(now)
                .param(now)
                .update();
    }

    private void roles(StaffMember member) {
        jdbc.sql("insert into access.account_role (username, role) select ?, unnest(?::text[])")
                .param(member.username())
                .param(member.roles().stream().map(Role::name).toArray(String[]::new))
                .update();
    }

    /** Those of an agency that are open, by username. */
    List<StaffMember> of(AgencyCode agency) {
        return jdbc.sql(SELECT + """
                 where agency = ? and exists (select from access.account_role r where r.username = a.username) order by username
                """).param(agency.value()).query(this::account).list().stream()
                .map(SignedIn::member)
                .toList();
    }

    /** Who opens an account of this agency by the same road waits until the transaction ends. */
    void oneAtATime(AgencyCode agency) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 20500))")
                .param(agency.value())
                .query()
                .singleRow();
    }

    List<StaffMember> all() {
        return jdbc.sql(SELECT + " order by username").query(this::account).list().stream()
                .map(SignedIn::member)
                .toList();
    }

    /** The names of the others of an office who have a role there; nothing else of them is read. */
    List<String> colleagues(OfficeCode office, String username) {
        return jdbc.sql("""
                select name from access.account a
                 where office = ? and username <> ?
                   and exists (select from access.account_role r
                                where r.username = a.username and r.role in ('CLERK', 'SUPERVISOR'))
                 order by name, username
                """)
                .params(office.value(), username)
                .query(String.class)
                .list();
    }

    List<StaffDesk.Colleague> colleagues(CountyCode county) {
        return jdbc.sql("""
                select username, name, office from access.account a
                 where starts_with(office, ?)
                   and exists (select from access.account_role r
                                where r.username = a.username and r.role in ('CLERK', 'SUPERVISOR'))
                 order by office, name, username
                """)
                .param(county.value())
                .query((row, n) -> new StaffDesk.Colleague(
                        row.getString("username"), row.getString("name"), new OfficeCode(row.getString("office"))))
                .list();
    }

    /** Who the holder is; false when there is no such account. What was granted before ends. */
    boolean identify(String username, NationalId self) {
        return jdbc.sql("update access.account set number_sealed = ?, opened_at = ?, changed_at = ? where username = ?")
                        .param(sealed(self))
                        .param(now())
                        .param(now())
                        .param(username)
                        .update()
                == 1;
    }

    /** When each of these was last opened, changed by others or closed; one that is gone is absent. */
    Map<String, Instant> openedAt(Collection<String> usernames) {
        Map<String, Instant> found = new HashMap<>();
        jdbc.sql("select username, opened_at from access.account where username = any(?)")
                .param(usernames.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("username"), instant(row));
                });
        return found;
    }

    /** Passkeys and card: no way in is left but a password. */
    void removeKeys(String username) {
        jdbc.sql("delete from access.passkey_user where username = ?")
                .param(username)
                .update();
        jdbc.sql("delete from access.card where username = ?").param(username).update();
    }

    void changePassword(String username, String passwordHash) {
        jdbc.sql("update access.account set password = ?, changed_at = ? where username = ?")
                .params(passwordHash, now(), username)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private SignedIn account(ResultSet row, int number) throws SQLException {
        String office = row.getString("office");
        String agency = row.getString("agency");
        String county = row.getString("county");
        return new SignedIn(
                new StaffMember(
                                row.getString("username"),
                                row.getString("name"),
                                roles(row.getArray("roles")),
                                office == null ? null : new OfficeCode(office),
                                agency == null ? null : new AgencyCode(agency))
                        .being(opened(row.getBytes("number_sealed")))
                        .overseeing(county == null ? null : new CountyCode(county)),
                row.getString("password"),
                instant(row));
    }

    private byte @Nullable [] sealed(@Nullable NationalId self) {
        return self == null ? null : trust.seal(self.value().getBytes(StandardCharsets.US_ASCII));
    }

    private @Nullable NationalId opened(byte @Nullable [] sealed) {
        return sealed == null ? null : new NationalId(new String(trust.open(sealed), StandardCharsets.US_ASCII));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("opened_at", OffsetDateTime.class).toInstant();
    }

    private static Set<Role> roles(Array column) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) column.getArray()).map(Role::valueOf).forEach(roles::add);
        return roles;
    }

    private static @Nullable String string(@Nullable Object code) {
        return code == null ? null : code.toString();
    }
}
