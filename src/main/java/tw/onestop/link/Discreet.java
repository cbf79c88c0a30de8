package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.GrantDesk;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 保密之目的的指定, each act in one transaction with what it changes. */
@Component
class Discreet implements DiscreetDesk {

    private static final int LONGEST = 300;

    private final JdbcClient jdbc;
    private final GrantDesk grants;
    private final AuditDesk audit;
    private final Clock clock;

    Discreet(JdbcClient jdbc, GrantDesk grants, AuditDesk audit, Clock clock) {
        this.jdbc = jdbc;
        this.grants = grants;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Mark> marks(Actor ministry) {
        audit.record(Act.done(ministry, "link.discreet.list", null, null));
        return jdbc.sql("""
                select purpose, lower(effective) as first_day, upper(effective) as until_day, legal_basis
                  from link.discreet_purpose order by lower(effective) desc, purpose limit 500
                """)
                .query((row, number) -> new Mark(
                        row.getString("purpose"),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("until_day", LocalDate.class),
                        row.getString("legal_basis")))
                .list();
    }

    @Override
    @Transactional
    public List<Refusal> mark(Marking typed, Actor ministry) {
        LocalDate today = LocalDate.now(clock);
        List<Refusal> wrong = new ArrayList<>();
        String[] words = typed.purpose().strip().split(" ", -1);
        String purpose = words[words.length - 1];
        if (words.length != 2
                || !words[0].matches("[A-Z][A-Z0-9-]{1,39}")
                || grants.grant(new AgencyCode(words[0]), purpose).isEmpty()) {
            wrong.add(Refusal.of("purpose", "link.discreet.purpose"));
        }
        Optional<LocalDate> from = RocDate.parse(typed.from());
        if (from.isEmpty()) {
            wrong.add(Refusal.of("from", "link.discreet.from"));
        } else if (from.get().isBefore(today)) {
            wrong.add(Refusal.of("from", "link.discreet.past"));
        }
        String law = typed.legalBasis().strip();
        if (law.isEmpty()) {
            wrong.add(Refusal.of("legalBasis", "link.discreet.law"));
        } else if (Text.length(law) > LONGEST) {
            wrong.add(Refusal.of("legalBasis", "link.discreet.law.tooLong", String.valueOf(LONGEST)));
        }
        if (wrong.isEmpty() && !written(purpose, from.orElseThrow(), law)) {
            wrong.add(Refusal.of("purpose", "link.discreet.already"));
        }
        recorded("link.purpose.discreet", purpose, wrong, ministry);
        return wrong;
    }

    @Override
    @Transactional
    public List<Refusal> lift(String purposeId, Actor ministry) {
        LocalDate tomorrow = LocalDate.now(clock).plusDays(1);
        int lifted = jdbc.sql("delete from link.discreet_purpose where purpose = ? and lower(effective) >= ?")
                        .params(purposeId, tomorrow)
                        .update()
                + jdbc.sql("""
                        update link.discreet_purpose set effective = daterange(lower(effective), ?)
                         where purpose = ? and upper_inf(effective)
                        """).params(tomorrow, purposeId).update();
        List<Refusal> wrong = lifted > 0 ? List.of() : List.of(Refusal.of("", "link.discreet.none"));
        recorded("link.purpose.open", purposeId, wrong, ministry);
        return wrong;
    }

    /** False where it is discreet on one of these days already. */
    private boolean written(String purpose, LocalDate from, String law) {
        return jdbc.sql("""
                        insert into link.discreet_purpose (purpose, effective, legal_basis) values (?, daterange(?, null), ?)
                        on conflict do nothing
                        """).params(purpose, from, law).update() > 0;
    }

    private void recorded(String action, String purpose, List<Refusal> wrong, Actor by) {
        String object = purpose.substring(0, Math.min(40, purpose.length()));
        audit.record(Act.of(by, action, object, wrong));
    }
}
