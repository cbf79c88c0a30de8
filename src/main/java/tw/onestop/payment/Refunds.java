package tw.onestop.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.CheckDigit;
import tw.onestop.payment.Refund.Account;
import tw.onestop.payment.Refund.State;
import tw.onestop.trust.TrustDesk;

/** 退費的儲存; accounts are sealed. */
@Repository
class Refunds {

    private static final String SELECT = """
            select f.*, r.collector, r.transaction_id, r.slip_no
              from payment.refund f join payment.remittance r on r.id = f.remittance
            """;

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final JsonMapper json;
    private final Clock clock;

    Refunds(JdbcClient jdbc, TrustDesk trust, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
        this.clock = clock;
    }

    /** What of this money is not asked back; kept from others until the transaction ends. */
    int left(UUID remittance) {
        int came = jdbc.sql("select amount from payment.remittance where id = ? for update")
                .param(remittance)
                .query(Integer.class)
                .single();
        return came - jdbc.sql("""
                        select coalesce(sum(amount), 0)::int from payment.refund
                        where remittance = ? and state not in ('DECLINED', 'RETURNED')
                        """).param(remittance).query(Integer.class).single();
    }

    /** Its number; empty where one of the same money waits for its decision. */
    Optional<String> add(UUID remittance, int amount, String reason, Account account, String by) {
        String stem = "%03d%08d"
                .formatted(
                        LocalDate.now(clock).getYear() - 1911,
                        jdbc.sql("select nextval('payment.refund_serial')")
                                .query(Long.class)
                                .single());
        String no = "R" + stem + CheckDigit.of(stem);
        int added = jdbc.sql("""
                        insert into payment.refund (id, no, remittance, amount, reason, account_sealed, state, asked_by, asked_at)
                        values (?, ?, ?, ?, ?, ?, 'ASKED', ?, ?)
                        on conflict (remittance) where state = 'ASKED' do nothing
                        """)
                .params(
                        UUID.randomUUID(),
                        no,
                        remittance,
                        amount,
                        reason,
                        trust.seal(json.writeValueAsBytes(account)),
                        by,
                        Slips.at(clock.instant()))
                .update();
        return added == 1 ? Optional.of(no) : Optional.empty();
    }

    Optional<Refund> find(String no) {
        return jdbc.sql(SELECT + "where f.no = ?").param(no).query(this::refund).optional();
    }

    /** The same with its money, kept from others until the transaction ends: parts that end at once end one after the other. */
    Optional<Refund> lock(String no) {
        return jdbc.sql(SELECT + "where f.no = ? for update of r, f")
                .param(no)
                .query(this::refund)
                .optional();
    }

    /** All of each remittance, the earliest first. */
    Map<UUID, List<Refund>> of(Collection<UUID> remittances) {
        return jdbc
                .sql(SELECT + "where f.remittance = any (?) order by f.asked_at, f.no")
                .param(remittances.toArray(UUID[]::new))
                .query((row, n) -> Map.entry(row.getObject("remittance", UUID.class), refund(row, n)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Those on their way, the oldest first; then the last that ended. */
    List<Refund> all() {
        return jdbc.sql(SELECT + """
                        order by f.state not in ('ASKED', 'APPROVED', 'SENT'),
                                 case when f.state in ('ASKED', 'APPROVED', 'SENT') then f.asked_at end, f.asked_at desc
                        limit 200
                        """).query(this::refund).list();
    }

    /** Approved or sent, of one bank; kept from others, each with its money as {@link #lock} keeps them. */
    List<Refund> toPayOut(AgencyCode collector) {
        return jdbc.sql(
                        SELECT
                                + "where r.collector = ? and f.state in ('APPROVED', 'SENT') order by f.asked_at, f.id for update of r, f")
                .param(collector.value())
                .query(this::refund)
                .list();
    }

    void decide(Refund refund, State next, String why, String by) {
        check(refund, next);
        jdbc.sql("update payment.refund set state = ?, declined_why = ?, decided_by = ?, decided_at = ? where id = ?")
                .params(next.name(), why, by, Slips.at(clock.instant()), refund.id())
                .update();
    }

    void sent(List<Refund> approved) {
        approved.forEach(refund -> check(refund, State.SENT));
        jdbc.sql("update payment.refund set state = 'SENT', sent_at = ? where id = any (?)")
                .params(
                        Slips.at(clock.instant()),
                        approved.stream().map(Refund::id).toArray(UUID[]::new))
                .update();
    }

    void ended(Refund refund, State next, String bankReference) {
        check(refund, next);
        jdbc.sql("update payment.refund set state = ?, bank_reference = ?, ended_at = ? where id = ?")
                .params(next.name(), bankReference, Slips.at(clock.instant()), refund.id())
                .update();
    }

    private static void check(Refund refund, State next) {
        if (!refund.state().canBecome(next)) {
            throw new IllegalStateException("a refund that is %s becomes no %s".formatted(refund.state(), next));
        }
    }

    private Refund refund(ResultSet row, int n) throws SQLException {
        return new Refund(
                row.getObject("id", UUID.class),
                row.getString("no"),
                new AgencyCode(row.getString("collector")),
                row.getString("transaction_id"),
                row.getString("slip_no"),
                row.getInt("amount"),
                row.getString("reason"),
                json.readValue(trust.open(row.getBytes("account_sealed")), Account.class),
                State.valueOf(row.getString("state")),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getString("decided_by"),
                row.getString("declined_why"),
                row.getString("bank_reference"));
    }
}
