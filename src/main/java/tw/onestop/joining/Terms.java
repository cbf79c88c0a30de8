package tw.onestop.joining;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Recent;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;

/** 連結期限, read from memory. */
@Component
class Terms implements TermsDesk {

    /** 1 or 0: whether machines need a rehearsal. */
    static final String REHEARSAL = "link.rehearsal";

    private final JdbcClient jdbc;
    private final Recent<List<Term>> rows;
    private final AuditDesk audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Terms(JdbcClient jdbc, AuditDesk audit, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = new Recent<>(this::read);
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public int value(String name, LocalDate on) {
        return rows.get().stream()
                .filter(term -> term.name().equals(name) && new During(term.from(), term.until()).contains(on))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule %s on %s".formatted(name, on)))
                .value();
    }

    @Override
    public List<Term> terms(Actor reader) {
        LocalDate today = LocalDate.now(clock);
        transaction.executeWithoutResult(tx -> audit.record(Act.done(reader, "joining.term.read", null, null)));
        return rows.get().stream()
                .filter(term -> term.until() == null || term.until().isAfter(today))
                .toList();
    }

    @Override
    public List<Refusal> announce(Announcement typed, Actor by) {
        LocalDate today = LocalDate.now(clock);
        List<Refusal> wrong = new ArrayList<>();
        if (rows.get().stream().noneMatch(term -> term.name().equals(typed.name()))) {
            wrong.add(Refusal.of("", "joining.term.unknown"));
        }
        boolean flag = typed.name().equals(REHEARSAL);
        if (!typed.value().strip().matches(flag ? "[01]" : "[1-9]\\d{0,4}")) {
            wrong.add(Refusal.of("value", flag ? "joining.term.flag" : "joining.term.value"));
        }
        CatalogueForms.date(wrong, "from", typed.from(), today.plusDays(1), null);
        CatalogueForms.text(wrong, "source", typed.source(), 300);
        transaction.executeWithoutResult(tx -> {
            if (wrong.isEmpty()) {
                write(typed, RocDate.parse(typed.from()).orElseThrow());
            }
            String object = typed.name().substring(0, Math.min(40, typed.name().length()));
            audit.record(
                    wrong.isEmpty()
                            ? Act.done(by, "joining.term.announce", object, null)
                            : Act.refused(by, "joining.term.announce", object, CatalogueForms.codes(wrong)));
        });
        rows.forget();
        return wrong;
    }

    private void write(Announcement typed, LocalDate from) {
        jdbc.sql("delete from joining.rule_value where name = ? and lower(effective) >= ?")
                .params(typed.name(), from)
                .update();
        jdbc.sql("""
                update joining.rule_value set effective = effective * daterange(null, ?)
                where name = ? and effective @> ?::date
                """).params(from, typed.name(), from).update();
        jdbc.sql("insert into joining.rule_value values (?, ?, daterange(?, null), ?)")
                .params(
                        typed.name(),
                        Integer.parseInt(typed.value().strip()),
                        from,
                        typed.source().strip())
                .update();
    }

    private List<Term> read() {
        return jdbc.sql("""
                select r.*, lower(effective) as valid_from, upper(effective) as valid_until
                from joining.rule_value r order by name, effective
                """)
                .query((row, number) -> new Term(
                        row.getString("name"),
                        row.getInt("value"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        row.getString("legal_basis")))
                .list();
    }
}
