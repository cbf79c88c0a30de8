package tw.onestop.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.payment.CollectionDesk.Told;
import tw.onestop.payment.Remittance.Outcome;
import tw.onestop.payment.Remittance.ToldBy;

/** 入帳的儲存: money as it was told, each transaction once. */
@Repository
class Remittances {

    private static final String SELECT = """
            select *, case when outcome = 'BOOKED'
                           then (select s.owed_back_why from payment.slip s where s.id = remittance.slip)
                           else '' end as owed_back
              from payment.remittance where
            """;

    private final JdbcClient jdbc;
    private final Refunds refunds;
    private final Clock clock;

    Remittances(JdbcClient jdbc, Refunds refunds, Clock clock) {
        this.jdbc = jdbc;
        this.refunds = refunds;
        this.clock = clock;
    }

    /** Whether it is new; one that somebody writes at the same time is waited for. */
    boolean add(UUID id, AgencyCode collector, Told told, ToldBy by, @Nullable UUID slip, Outcome outcome) {
        return jdbc.sql("""
                        insert into payment.remittance
                            (id, collector, transaction_id, slip_no, slip, amount, paid_at, paid_on, channel, told_by, booked_at, outcome)
                        values (:id, :collector, :transaction, :slipNo, :slip, :amount, :paidAt, :paidOn, :channel, :by, :now, :outcome)
                        on conflict (collector, transaction_id) do nothing
                        """)
                        .param("id", id)
                        .param("collector", collector.value())
                        .param("transaction", told.transactionId())
                        .param("slipNo", told.slipNo())
                        .param("slip", slip)
                        .param("amount", told.amount())
                        .param("paidAt", Slips.at(told.paidAt()))
                        .param("paidOn", LocalDate.ofInstant(told.paidAt(), clock.getZone()))
                        .param("channel", told.channel().name())
                        .param("by", by.name())
                        .param("now", Slips.at(clock.instant()))
                        .param("outcome", outcome.name())
                        .update()
                == 1;
    }

    Optional<Remittance> of(AgencyCode collector, String transactionId) {
        return some("collector = ? and transaction_id = ?", collector.value(), transactionId).stream()
                .findFirst();
    }

    Optional<Remittance> of(UUID id) {
        return some("id = ?", id).stream().findFirst();
    }

    Map<UUID, List<Remittance>> ofSlips(Collection<UUID> slips) {
        return rows("slip = any (?) order by booked_at, id", (Object) slips.toArray(UUID[]::new)).stream()
                .collect(Collectors.groupingBy(
                        row -> Objects.requireNonNull(row.slip()),
                        Collectors.mapping(Row::money, Collectors.toList())));
    }

    /** Not owed, or not any more, and not all of it is on its way back or gone; without what waits for a decision. */
    List<Remittance> toRefund() {
        return some("""
                (outcome <> 'BOOKED' or slip in (select id from payment.slip where owed_back_why <> '')) and not exists (
                    select from payment.refund f where f.remittance = remittance.id and f.state = 'ASKED')
                  and amount > (select coalesce(sum(f.amount), 0) from payment.refund f
                                where f.remittance = remittance.id and f.state not in ('DECLINED', 'RETURNED'))
                order by booked_at, id
                """);
    }

    /** 入帳 and the slip it came on, null where there is none such. */
    private record Row(@Nullable UUID slip, Remittance money) {

        Row with(List<Refund> refunds) {
            return new Row(
                    slip,
                    new Remittance(
                            money.id(),
                            money.collector(),
                            money.transactionId(),
                            money.slipNo(),
                            money.amount(),
                            money.paidAt(),
                            money.channel(),
                            money.toldBy(),
                            money.outcome(),
                            refunds,
                            money.owedBack()));
        }
    }

    private List<Remittance> some(String where, Object... values) {
        return rows(where, values).stream().map(Row::money).toList();
    }

    private List<Row> rows(String where, Object... values) {
        List<Row> bare =
                jdbc.sql(SELECT + where).params(values).query(Remittances::row).list();
        if (bare.isEmpty()) {
            return bare;
        }
        Map<UUID, List<Refund>> asked =
                refunds.of(bare.stream().map(row -> row.money().id()).toList());
        return bare.stream()
                .map(row -> row.with(asked.getOrDefault(row.money().id(), List.of())))
                .toList();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(row.getObject("slip", UUID.class), remittance(row));
    }

    private static Remittance remittance(ResultSet row) throws SQLException {
        return new Remittance(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("collector")),
                row.getString("transaction_id"),
                row.getString("slip_no"),
                row.getInt("amount"),
                row.getObject("paid_at", OffsetDateTime.class).toInstant(),
                Remittance.Channel.valueOf(row.getString("channel")),
                ToldBy.valueOf(row.getString("told_by")),
                Outcome.valueOf(row.getString("outcome")),
                List.of(),
                row.getString("owed_back"));
    }
}
