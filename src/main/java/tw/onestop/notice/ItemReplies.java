package tw.onestop.notice;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.Reply;
import tw.onestop.kernel.Actor;

/** What comes back about items: deliveries and failures by the thousand, replies one by one. */
@Repository
class ItemReplies {

    private final JdbcClient jdbc;

    ItemReplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Moves what was delivered, forward only: one statement for a whole batch. */
    int delivered(List<Delivered> delivered) {
        return jdbc.sql("""
                with given as (
                    select distinct on (id) id::uuid as id, at::timestamptz as at, answered
                    from unnest(:ids, :ats, :answers) as g (id, at, answered)
                    order by id, answered nulls last
                ), held as (
                    select i.id, i.status, g.at, g.answered
                    from notice.item i join given g on g.id = i.id
                    order by i.id for update of i
                ), moved as (
                    select id, at,
                           case status when 'ACCEPTED' then 'SENT' when 'FAILED' then 'RESENT' end as carried,
                           case when status in ('ACCEPTED', 'SENT', 'RESENT', 'FAILED')
                                     and answered in ('RECEIVED', 'COMPLETED', 'NO_RECORD') then answered
                                when status = 'RECEIVED' and answered in ('COMPLETED', 'NO_RECORD') then answered
                           end as answered
                    from held
                ), steps as (
                    insert into notice.item_step (item, status, at, by)
                    select id, status, at, by from (
                        select 1 as place, id, carried as status, at, 'RULE:exchange.delivery' as by from moved
                        union all
                        select 2, id, answered, at, 'SYSTEM:answer to the delivery' from moved
                    ) as s where status is not null order by id, place
                )
                update notice.item i set status = coalesce(m.answered, m.carried), since = m.at
                from moved m where m.id = i.id and coalesce(m.answered, m.carried) is not null
                """)
                .param("ids", delivered.stream().map(d -> d.id().toString()).toArray(String[]::new))
                .param("ats", delivered.stream().map(d -> d.at().toString()).toArray(String[]::new))
                .param(
                        "answers",
                        delivered.stream().map(d -> name(d.answered())).toArray(String[]::new))
                .update();
    }

    int failed(List<UUID> ids, Instant at) {
        return moveAll(ids, at, "FAILED", List.of("ACCEPTED", "SENT", "RESENT"), "RULE:exchange.delivery");
    }

    int resent(List<UUID> ids, Instant at) {
        return moveAll(ids, at, "RESENT", List.of("SENT", "RECEIVED", "FAILED"), "RULE:exchange.recovery");
    }

    /**
     * Takes the steps of an answer, and keeps what the agency added; what it left out stays as it was.
     *
     * @param steps the last is the agency's; one before it was the delivery's
     */
    void answer(UUID id, List<ItemStatus> steps, Instant at, Actor by, Reply reply, byte @Nullable [] reasonSealed) {
        jdbc.sql("""
                with taken as (
                    insert into notice.item_step (item, status, at, by)
                    select :id, status, :at, case when place = cardinality(:steps) then :by else 'RULE:exchange.delivery' end
                    from unnest(:steps) with ordinality as s (status, place) order by place
                )
                update notice.item
                set status = coalesce((:steps)[cardinality(:steps)], status),
                    since = case when cardinality(:steps) > 0 then :at else since end,
                    reason_sealed = coalesce(:reason, reason_sealed),
                    contacted_by = coalesce(:contactedBy, contacted_by),
                    contacted_at = coalesce(:contactedAt, contacted_at),
                    agency_case_no = coalesce(:caseNo, agency_case_no)
                where id = :id
                """)
                .param("reason", reasonSealed, java.sql.Types.BINARY)
                .param("contactedBy", reply.contactedBy(), java.sql.Types.VARCHAR)
                .param("contactedAt", instant(reply.contactedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("caseNo", reply.agencyCaseNo(), java.sql.Types.VARCHAR)
                .param("id", id)
                .param("steps", steps.stream().map(Enum::name).toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", Items.name(by))
                .update();
    }

    private int moveAll(List<UUID> ids, Instant at, String to, List<String> from, String by) {
        return jdbc.sql("""
                with held as (
                    select id from notice.item
                    where id = any (:ids::uuid[]) and status = any (:from)
                    order by id for update
                ), steps as (
                    insert into notice.item_step (item, status, at, by) select id, :to, :at, :by from held
                )
                update notice.item i set status = :to, since = :at from held where held.id = i.id
                """)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .param("from", from.toArray(String[]::new))
                .param("to", to)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable OffsetDateTime instant(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String name(Reply.@Nullable Status status) {
        return status == null ? null : status.name();
    }
}
