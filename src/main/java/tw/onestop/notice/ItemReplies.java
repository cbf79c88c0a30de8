package tw.onestop.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.exchange.InboundHandler.Delivered;
import tw.onestop.exchange.InboundHandler.Replying;

/** What comes back about items: deliveries and failures by the thousand, replies by the batch. */
@Repository
class ItemReplies {

    private final JdbcClient jdbc;

    ItemReplies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Moves what was delivered, forward only: one statement for a whole batch.
     *
     * @param discreet errands of which an agency says only that it took them up and that they are done
     * @return what moved, as it stands now
     */
    List<Item> delivered(List<Delivered> delivered, List<String> discreet) {
        return jdbc.sql("""
                with given as (
                    select distinct on (id) id::uuid as id, at::timestamptz as at, answered
                    from unnest(:ids, :ats, :answers) as g (id, at, answered)
                    order by id, answered nulls last
                ), held as (
                    select i.id, i.status, g.at,
                           case when g.answered <> 'NO_RECORD' or i.programme || '/' || i.change <> all (:discreet)
                                then g.answered end as answered
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
                returning i.*
                """)
                .param("ids", delivered.stream().map(d -> d.id().toString()).toArray(String[]::new))
                .param("ats", delivered.stream().map(d -> d.at().toString()).toArray(String[]::new))
                .param("answers", answers(delivered))
                .param("discreet", discreet.toArray(String[]::new))
                .query(Items::item)
                .list();
    }

    int failed(List<UUID> ids, Instant at) {
        return moveAll(ids, at, "FAILED", List.of("ACCEPTED", "SENT", "RESENT"), "RULE:exchange.delivery");
    }

    int resent(List<UUID> ids, Instant at) {
        return moveAll(ids, at, "RESENT", List.of("SENT", "RESENT", "RECEIVED", "FAILED"), "RULE:exchange.recovery");
    }

    /**
     * 答覆 to one item.
     *
     * @param carried the delivery's step before the agency's, {@code ""} for none
     * @param next the agency's step, {@code ""} when the item stands there already
     */
    record Answered(
            Replying replying,
            String carried,
            String next,
            byte @Nullable [] reasonSealed,
            byte @Nullable [] benefitSealed) {}

    /** Takes the steps of answers to several items, and keeps what agencies added; what they left out stays as it was. */
    void answer(List<Answered> answered, Instant at) {
        jdbc.sql("""
                with given as materialized (
                    select * from unnest(:ids::uuid[], :carried::text[], :next::text[], :by::text[], :reasons::bytea[],
                                         :contactedBy::text[], :contactedAt::timestamptz[], :caseNos::text[],
                                         :trackingNos::text[], :benefits::bytea[])
                        as g (id, carried, next, by, reason, contacted_by, contacted_at, case_no, tracking_no, benefit)
                ), taken as (
                    insert into notice.item_step (item, status, at, by)
                    select id, status, :at, by from (
                        select 1 as place, id, carried as status, 'RULE:exchange.delivery' as by from given
                        union all
                        select 2, id, next, by from given
                    ) as s where status <> '' order by id, place
                )
                update notice.item i
                set status = coalesce(nullif(g.next, ''), i.status),
                    since = case when g.next <> '' then :at else i.since end,
                    reason_sealed = coalesce(g.reason, i.reason_sealed),
                    contacted_by = coalesce(g.contacted_by, i.contacted_by),
                    contacted_at = coalesce(g.contacted_at, i.contacted_at),
                    agency_case_no = coalesce(g.case_no, i.agency_case_no),
                    tracking_no = coalesce(g.tracking_no, i.tracking_no),
                    benefit_sealed = coalesce(g.benefit, i.benefit_sealed)
                from given g where i.id = g.id
                """)
                .param("ids", texts(answered, a -> a.replying().id().toString()))
                .param("carried", texts(answered, Answered::carried))
                .param("next", texts(answered, Answered::next))
                .param("by", texts(answered, a -> Items.name(a.replying().by())))
                .param("reasons", answered.stream().map(Answered::reasonSealed).toArray(byte[][]::new))
                .param(
                        "benefits",
                        answered.stream().map(Answered::benefitSealed).toArray(byte[][]::new))
                .param("contactedBy", texts(answered, a -> a.replying().reply().contactedBy()))
                .param(
                        "contactedAt",
                        texts(answered, a -> text(a.replying().reply().contactedAt())))
                .param("caseNos", texts(answered, a -> a.replying().reply().agencyCaseNo()))
                .param("trackingNos", texts(answered, a -> a.replying().reply().trackingNo()))
                .param("at", at.atOffset(ZoneOffset.UTC))
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

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable String[] texts(List<Answered> answered, Function<Answered, @Nullable String> text) {
        return answered.stream().map(text).toArray(String[]::new);
    }

    /** What was answered to each delivery at once, null for nothing. */
    static @Nullable String[] answers(List<Delivered> delivered) {
        return delivered.stream()
                .map(Delivered::answered)
                .map(answered -> answered == null ? null : answered.name())
                .toArray(String[]::new);
    }
}
