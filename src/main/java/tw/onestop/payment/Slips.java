package tw.onestop.payment;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.trust.TrustDesk;

/** 繳款單的儲存, each with the money that was told of it. */
@Repository
class Slips {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final Remittances remittances;

    Slips(JdbcClient jdbc, TrustDesk trust, Remittances remittances) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.remittances = remittances;
    }

    /** 代收機構. */
    record Collector(AgencyCode agency, String itemCode) {}

    /** The one that new slips are for. */
    Collector collector() {
        return jdbc.sql("select agency, item_code from payment.collector order by agency limit 1")
                .query((row, n) -> new Collector(new AgencyCode(row.getString(1)), row.getString(2)))
                .single();
    }

    boolean collects(@Nullable AgencyCode agency) {
        return agency != null
                && jdbc.sql("select count(*) from payment.collector where agency = ?")
                                .param(agency.value())
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** Under which code stores read the barcodes of a slip. */
    String itemCode(UUID slip) {
        return jdbc.sql("""
                        select c.item_code from payment.collector c join payment.slip s on s.collector = c.agency where s.id = ?
                        """).param(slip).query(String.class).single();
    }

    long nextSerial() {
        return jdbc.sql("select nextval('payment.slip_serial')")
                .query(Long.class)
                .single();
    }

    /** False where a slip for the same thing is open or paid: with that one of somebody at the same time it waits for their commit. */
    boolean add(Slip slip, AgencyCode collector) {
        return jdbc.sql("""
                        insert into payment.slip (id, no, item, fee, office, payer_sealed, amount, due, collector, state, issued_at, issued_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (item) where state in ('OPEN', 'PAID') do nothing
                        """)
                        .params(
                                slip.id(),
                                slip.no(),
                                slip.item(),
                                slip.fee().name(),
                                slip.office().value(),
                                trust.seal(slip.payer().getBytes(StandardCharsets.UTF_8)),
                                slip.amount(),
                                slip.due(),
                                collector.value(),
                                slip.state().name(),
                                at(slip.issuedAt()),
                                slip.issuedBy())
                        .update()
                == 1;
    }

    Optional<Slip> byNo(String no) {
        return some("no = ?", no).stream().findFirst();
    }

    /** The same, kept from others until the transaction ends. */
    Optional<Slip> lock(String no) {
        return jdbc.sql("select 1 from payment.slip where no = ? for update")
                .param(no)
                .query(Integer.class)
                .optional()
                .flatMap(_ -> byNo(no));
    }

    /** The one that is open or paid. */
    Optional<Slip> inForce(UUID item) {
        return some("item = ? and state in ('OPEN', 'PAID')", item).stream().findFirst();
    }

    /** The newest of each. */
    List<Slip> ofItems(Collection<UUID> items) {
        return some(
                "id in (select distinct on (item) id from payment.slip where item = any (?) order by item, issued_at desc)",
                (Object) items.toArray(UUID[]::new));
    }

    SlipDesk.Charged charged(Collection<UUID> items) {
        return jdbc.sql("""
                        select count(*), coalesce(sum(amount), 0) from (
                            select distinct on (item) amount from payment.slip where item = any (?) order by item, issued_at desc) newest
                        """)
                .param((Object) items.toArray(UUID[]::new))
                .query((row, n) -> new SlipDesk.Charged(row.getInt(1), row.getLong(2)))
                .single();
    }

    /**
     * @param office null for those of all
     */
    List<Slip> last(@Nullable OfficeCode office, int limit) {
        String of = office == null ? "" : office.value();
        return some("? = '' or office = ? order by issued_at desc, no desc limit ?", of, of, limit);
    }

    int printed(UUID id) {
        return jdbc.sql("update payment.slip set prints = prints + 1 where id = ? returning prints")
                .param(id)
                .query(Integer.class)
                .single();
    }

    void become(Slip slip, Slip.State next, String why, String by) {
        if (!slip.state().canBecome(next)) {
            throw new IllegalStateException("a slip that is %s becomes no %s".formatted(slip.state(), next));
        }
        jdbc.sql("update payment.slip set state = ?, cancelled_why = ?, ended_by = ? where id = ?")
                .params(next.name(), why, by, slip.id())
                .update();
    }

    /** Its money is to go back. */
    void oweBack(Slip slip, String why) {
        jdbc.sql("update payment.slip set owed_back_why = ? where id = ?")
                .params(why, slip.id())
                .update();
    }

    /** 即將或已經逾期: open slips whose last day is this one or an earlier, the latest first: the others have been seen often. Without money. */
    List<Slip> due(@Nullable OfficeCode office, LocalDate until) {
        String of = office == null ? "" : office.value();
        return bare(
                "state = 'OPEN' and due <= ? and (? = '' or office = ?) order by due desc, no desc limit 100",
                until,
                of,
                of);
    }

    /** The same of all offices, each once before its last day and once after it. */
    List<Slip> toRemind(LocalDate today, LocalDate until, int limit) {
        List<UUID> ids = jdbc.sql("""
                        update payment.slip set reminded = case when due < :today then 'OVERDUE' else 'SOON' end
                        where id = any (array(
                            select id from payment.slip
                            where state = 'OPEN' and due <= :until
                              and reminded <> case when due < :today then 'OVERDUE' else 'SOON' end
                            order by due, id limit :limit for update skip locked))
                        returning id
                        """)
                .param("today", today)
                .param("until", until)
                .param("limit", limit)
                .query(UUID.class)
                .list();
        return bare("id = any (?)", (Object) ids.toArray(UUID[]::new));
    }

    /** Without the money that was told of them. */
    private List<Slip> bare(String where, Object... values) {
        return jdbc.sql("select * from payment.slip where " + where)
                .params(values)
                .query(this::slip)
                .list();
    }

    private List<Slip> some(String where, Object... values) {
        List<Slip> bare = bare(where, values);
        Map<UUID, List<Remittance>> money =
                remittances.ofSlips(bare.stream().map(Slip::id).toList());
        return bare.stream()
                .map(slip -> new Slip(
                        slip.id(),
                        slip.no(),
                        slip.item(),
                        slip.fee(),
                        slip.office(),
                        slip.payer(),
                        slip.amount(),
                        slip.due(),
                        slip.state(),
                        slip.issuedAt(),
                        slip.issuedBy(),
                        slip.prints(),
                        slip.cancelledWhy(),
                        slip.owedBackWhy(),
                        money.getOrDefault(slip.id(), List.of())))
                .toList();
    }

    private Slip slip(ResultSet row, int n) throws SQLException {
        return new Slip(
                row.getObject("id", UUID.class),
                row.getString("no"),
                row.getObject("item", UUID.class),
                Fee.valueOf(row.getString("fee")),
                new OfficeCode(row.getString("office")),
                new String(trust.open(row.getBytes("payer_sealed")), StandardCharsets.UTF_8),
                row.getInt("amount"),
                row.getObject("due", LocalDate.class),
                Slip.State.valueOf(row.getString("state")),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getString("issued_by"),
                row.getInt("prints"),
                row.getString("cancelled_why"),
                row.getString("owed_back_why"),
                List.of());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
