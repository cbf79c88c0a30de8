package tw.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.function.LongConsumer;
import tw.onestop.demo.LocalPostgres;

/**
 * 一年之登錄: the rows that a year of services leaves behind, in the shares of the article's Table 1: acts of the trail with their places in
 * the log, and applications with the steps of their items. The server makes them itself, in the order of time.
 *
 * <p>The hashes in the log are no hashes of the rows: how fast the log is made has a measurement of its own ({@link Audit}), and who counts
 * reads only which rows have a place. Two indexes of the trail that serve nobody who counts are left out.
 */
final class RecordedYear {

    /** All of Table 1. */
    static final int ALL = 21_069_920;

    // Where the kinds end, of all.
    private static final long QUERIES = 18_454_517;
    private static final long PASSPORTS = QUERIES + 455_370;
    private static final long TRANSCRIPTS = PASSPORTS + 54_748;
    private static final long CHANGES = TRANSCRIPTS + 1_703_702;
    private static final long CARDS = CHANGES + 291_598;

    private static final int CHUNK = 500_000;

    /** Who has this lock holds back the product's own integrator. */
    static final long INTEGRATOR = 20483;

    private final LocalPostgres postgres;
    private final int year;
    private final int services;
    private final String offices;
    private final String agencies;

    RecordedYear(LocalPostgres postgres, int year, int services, List<String> offices, List<String> agencies) {
        this.postgres = postgres;
        this.year = year;
        this.services = services;
        this.offices = array(offices);
        this.agencies = array(agencies);
    }

    private static String array(List<String> codes) {
        return "('{%s}'::text[])".formatted(String.join(",", codes));
    }

    /** @param told how many services are there, after each part */
    void record(LongConsumer told) throws SQLException {
        try (Connection superuser = postgres.connect("postgres");
                Statement statement = superuser.createStatement()) {
            statement.execute("select pg_advisory_lock(%d)".formatted(INTEGRATOR));
            statement.execute("set session_replication_role = replica"); // every key that is named is there
            months(statement);
            statement.execute("drop index audit.trail_subject, audit.trail_actor");
            for (int done = 0; done < services; done += CHUNK) {
                int last = Math.min(services, done + CHUNK) - 1;
                statement.execute(acts(done, last));
                statement.execute("begin");
                statement.execute(PLACES);
                if (done == 0) {
                    statement.execute("analyze audit.trail, audit.leaf"); // before anybody counts
                }
                statement.execute("commit");
                for (String rows : errands(done, last)) {
                    statement.execute(rows);
                }
                told.accept(last + 1);
            }
            edge(statement);
            statement.execute("analyze audit.trail, audit.leaf, notice.item, notice.item_step, notice.application");
        } // with the connection the lock ends
    }

    /** As the product makes them from month to month. */
    private void months(Statement statement) throws SQLException {
        for (int month = 1; month <= 12; month++) {
            YearMonth of = YearMonth.of(year, month);
            statement.execute("""
                    create table audit.trail_%1$d_%2$02d partition of audit.trail (primary key (seq))
                    for values from ('%1$d-%2$02d-01 00:00+08') to ('%3$s-01 00:00+08')
                    """.formatted(year, month, of.plusMonths(1)));
        }
    }

    /** The same of so many services as are written. */
    private long until(long ofAll) {
        return services * ofAll / ALL;
    }

    /** Which service the n-th is: the prime spreads the kinds over the year. */
    private String nth(int first, int last) {
        return "(select g, g * 7919 %% %1$d as u from generate_series(%2$d::bigint, %3$d::bigint) as g) n"
                .formatted(services, first, last);
    }

    private String at() {
        return "timestamptz '%d-01-01 00:00+08' + g * (interval '364 days' / %d)".formatted(year, services);
    }

    /** A query about one person by an agency's machine; what a clerk records; the answer of an agency. */
    private String acts(int first, int last) {
        return """
                insert into audit.trail (at, actor_kind, actor_id, office, agency, action, object, subject_index, outcome, detail)
                select %1$s, case when u < %3$d then 'SYSTEM' when u < %5$d then 'STAFF' else 'OFFICER' end, 'bench-' || g %% 4000,
                       case when u >= %3$d and u < %5$d then %6$s[1 + g %% cardinality(%6$s)] end,
                       case when u < %3$d or u >= %5$d then %7$s[1 + g %% cardinality(%7$s)] end,
                       case when u < %3$d then 'link.query' when u < %4$d then 'notice.passport.decide'
                            when u < %5$d then 'transcript.deliver' else 'notice.reply' end,
                       gen_random_uuid()::text, sha256(g::text::bytea), 'DONE',
                       case when u < %3$d then 'purpose=BENCH-' || g %% 90 when u < %4$d then 'CONFIRMED ID_CARD NONE' else '' end
                  from %2$s
                 order by g
                """.formatted(
                at(), nth(first, last), until(QUERIES), until(PASSPORTS), until(TRANSCRIPTS), offices, agencies);
    }

    private static final String PLACES = """
            insert into audit.leaf (index, seq, transaction_id, salt, hash)
            select reach.size + row_number() over (order by t.seq) - 1, t.seq,
                   case when t.object like '________-____-____-____-____________' then t.object::uuid end,
                   decode(md5(t.seq::text), 'hex'), sha256(t.seq::text::bytea)
              from (select coalesce(max(index) + 1, 0) as size, coalesce(max(seq), 0) as seq from audit.leaf) reach, audit.trail t
             where t.seq > reach.seq
             order by t.seq
            """;

    /** 申辦與通報: each an application with one item that its agency ended some days later. */
    private List<String> errands(int first, int last) {
        String those = nth(first, last) + " where u >= " + until(TRANSCRIPTS);
        return List.of(
                """
                insert into notice.application (id, receipt_no, code_sealed, code_index, office, clerk, filed_at, applicant_sealed,
                                                by_mandate, consent_version, consent_at, signature_sealed)
                select md5('a' || g)::uuid, lpad(g::text, 12, '0'), '', '', %1$s[1 + g %% cardinality(%1$s)], 'bench', %2$s, '',
                       false, 'bench', %2$s, ''
                  from %3$s
                """.formatted(offices, at(), those),
                """
                insert into notice.item (id, application, office, registration, agency, programme, change, type, person, person_sealed,
                                         keys_sealed, status, since, accepted_at, expected_on)
                select md5(g::text)::uuid, md5('a' || g)::uuid, %6$s[1 + g %% cardinality(%6$s)], g, %1$s[1 + g %% cardinality(%1$s)],
                       case when u < %4$d then 'registration-change' when u < %5$d then 'nhi-card' else 'life-policy' end,
                       case when u < %4$d then 'ADDRESS' when u < %5$d then 'newborn' else 'check' end,
                       'tw.onestop.bench.v1', g, '', '', 'COMPLETED', %2$s + interval '1 day' * (1 + g %% 9), %2$s, (%2$s)::date + 7
                  from %3$s
                """.formatted(agencies, at(), those, until(CHANGES), until(CARDS), offices),
                """
                insert into notice.item_step (item, status, at, by)
                select md5(g::text)::uuid, step.status, %1$s + interval '1 day' * (step.day * (1 + g %% 9)), 'bench'
                  from (values ('ACCEPTED', 0), ('SENT', 0), ('COMPLETED', 1)) as step(status, day), %2$s
                """.formatted(at(), those));
    }

    /** The subtrees at the right edge, from which the product's log grows on. */
    private static void edge(Statement statement) throws SQLException {
        long size;
        try (ResultSet row = statement.executeQuery("select max(index) + 1 from audit.leaf")) {
            row.next();
            size = row.getLong(1);
        }
        statement.execute("""
                insert into audit.node (level, index, hash)
                select level, (%1$d >> level) - 1, sha256(level::text::bytea) from generate_series(1, 40) as level
                 where (%1$d >> level) & 1 = 1
                on conflict do nothing
                """.formatted(size));
    }
}
