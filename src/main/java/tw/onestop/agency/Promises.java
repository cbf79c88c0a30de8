package tw.onestop.agency;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.Text;

/** 辦理期限及清查承辦人, the days read from memory. */
@Component
class Promises implements PromiseDesk {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s.]{2,}");
    private static final int LONGEST = 100;

    /** Where the directory does not know the agency either. */
    private static final int DAYS_OF_NOBODY = 7;

    private final Rows rows;
    private final Copied<Map<String, List<PromiseChangeDesk.Days>>> days;
    private final AgencyDesk agencies;
    private final AuditDesk audit;
    private final Clock clock;

    Promises(Rows rows, AgencyDesk agencies, AuditDesk audit, Clock clock) {
        this.rows = rows;
        this.days = new Copied<>(rows::days);
        this.agencies = agencies;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public int days(AgencyCode agency, String matter, LocalDate on) {
        return of(agency + " " + matter, on)
                .or(() -> of(agency + " ", on))
                .or(() -> agencies.find(agency).map(Agency::promisedDays))
                .orElse(DAYS_OF_NOBODY);
    }

    /** After another room of this module wrote into the table. */
    void forget() {
        days.forget();
    }

    private Optional<Integer> of(String key, LocalDate on) {
        return days.present().getOrDefault(key, List.of()).stream()
                .filter(dated -> dated.during().contains(on))
                .findFirst()
                .map(PromiseChangeDesk.Days::days);
    }

    /** What was, is and will be promised for one matter, the earliest first. */
    List<PromiseChangeDesk.Days> dated(AgencyCode agency, String matter) {
        return days.present().getOrDefault(agency + " " + matter, List.of());
    }

    /** For which an agency ever promised days of their own. */
    List<String> matters(AgencyCode agency) {
        String prefix = agency + " ";
        return days.present().keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.length() > prefix.length())
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    @Override
    public @Nullable Officer officer(AgencyCode agency) {
        return rows.officer(agency).orElse(null);
    }

    @Override
    @Transactional
    public List<Refusal> name(Officer officer, Actor by) {
        AgencyCode agency = Objects.requireNonNull(by.agency(), "an officer belongs to an agency");
        Officer tidy = new Officer(
                officer.name().strip(),
                Text.halfWidth(officer.phone()).strip(),
                Text.halfWidth(officer.email()).strip());
        List<Refusal> refusals = refusals(tidy);
        if (refusals.isEmpty()) {
            rows.name(agency, tidy, by.id(), clock);
        }
        audit.record(Act.of(by, "agency.clearing.officer", agency.value(), refusals));
        return refusals;
    }

    private static List<Refusal> refusals(Officer officer) {
        List<Refusal> refusals = new ArrayList<>();
        if (officer.name().isEmpty()) {
            refusals.add(Refusal.of("officer.name", "clearing.officer.name.missing"));
        }
        if (officer.phone().isEmpty()) {
            refusals.add(Refusal.of("officer.phone", "clearing.officer.phone.missing"));
        }
        if (Text.length(officer.name()) > LONGEST || Text.length(officer.phone()) > LONGEST) {
            refusals.add(Refusal.of("officer.name", "clearing.officer.tooLong", Integer.toString(LONGEST)));
        }
        if (!officer.email().isEmpty()
                && (Text.length(officer.email()) > 2 * LONGEST
                        || !EMAIL.matcher(officer.email()).matches())) {
            refusals.add(Refusal.of("officer.email", "clearing.officer.email.format"));
        }
        return refusals;
    }

    /** 期限及承辦人的儲存. */
    @Repository
    static class Rows {

        private final JdbcClient jdbc;

        Rows(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        Map<String, List<PromiseChangeDesk.Days>> days() {
            Map<String, List<PromiseChangeDesk.Days>> days = new HashMap<>();
            jdbc.sql("""
                    select agency || ' ' || matter as key, days, source,
                           lower(effective) as valid_from, upper(effective) as valid_until
                    from agency.promised_days order by lower(effective) nulls first
                    """).query(row -> {
                days.computeIfAbsent(row.getString("key"), none -> new ArrayList<>())
                        .add(new PromiseChangeDesk.Days(
                                row.getInt("days"), Agencies.during(row), row.getString("source")));
            });
            return days;
        }

        Optional<Officer> officer(AgencyCode agency) {
            return jdbc.sql("select name, phone, email from agency.clearing_officer where agency = ?")
                    .param(agency.value())
                    .query((row, n) -> new Officer(row.getString(1), row.getString(2), row.getString(3)))
                    .optional();
        }

        void name(AgencyCode agency, Officer officer, String by, Clock clock) {
            jdbc.sql("""
                    insert into agency.clearing_officer (agency, name, phone, email, named_at, named_by)
                    values (?, ?, ?, ?, ?, ?)
                    on conflict (agency) do update set name = excluded.name, phone = excluded.phone,
                        email = excluded.email, named_at = excluded.named_at, named_by = excluded.named_by
                    """)
                    .params(
                            agency.value(),
                            officer.name(),
                            officer.phone(),
                            officer.email(),
                            clock.instant().atOffset(ZoneOffset.UTC),
                            by)
                    .update();
        }
    }
}
