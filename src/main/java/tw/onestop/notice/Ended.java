package tw.onestop.notice;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.notice.NoticeDesk.AgencyItem;

/** 已結案件 as they are stored; what was told of nobody stands among them. */
@Component
class Ended implements EndedDesk {

    private static final String ENDED = """
            (i.status in ('COMPLETED', 'NO_RECORD') or (i.status = 'REJECTED' and i.contacted_at is not null))
            """;

    private final JdbcClient jdbc;
    private final Announcing bulletins;
    private final AuditDesk audit;

    Ended(JdbcClient jdbc, Announcing bulletins, AuditDesk audit) {
        this.jdbc = jdbc;
        this.bulletins = bulletins;
        this.audit = audit;
    }

    @Override
    @Transactional
    public List<AgencyItem> ended(AgencyCode agency, String caseNo, Actor officer) {
        if (!agency.equals(officer.agency())) {
            audit.record(Act.refused(officer, "notice.ended.read", agency.value(), "otherAgency"));
            return List.of();
        }
        List<AgencyItem> ended = caseNo.isEmpty() ? last(agency) : numbered(agency, caseNo);
        audit.record(
                new Act(officer, "notice.ended.read", agency.value(), null, Act.Outcome.DONE, "items=" + ended.size()));
        return ended;
    }

    private List<AgencyItem> last(AgencyCode agency) {
        return Stream.concat(bulletins.endedAt(agency, ROWS).stream(), items("""
                                select i.*, a.receipt_no
                                from notice.item i left join notice.application a on a.id = i.application
                                where i.agency = :agency and %s
                                order by i.since desc, i.id limit :rows
                                """, agency, "").stream())
                .sorted(Comparator.comparing(AgencyItem::since).reversed())
                .limit(ROWS)
                .toList();
    }

    /** What the law told with the same registrations stands on the same receipt, so its number finds it. */
    private List<AgencyItem> numbered(AgencyCode agency, String caseNo) {
        return items("""
                with asked as (
                    select id, receipt_no from notice.application where receipt_no = :caseNo
                ), found as (
                    select i.id, asked.receipt_no from asked join notice.item i on i.application = asked.id
                    union
                    select i.id, asked.receipt_no
                    from asked
                    join notice.application_registration r on r.application = asked.id
                    join notice.item i on i.registration = r.registration and i.application is null
                    union
                    select i.id, a.receipt_no
                    from notice.item i left join notice.application a on a.id = i.application
                    where i.agency = :agency and i.agency_case_no = :caseNo
                )
                select i.*, found.receipt_no
                from found join notice.item i on i.id = found.id
                where i.agency = :agency and %s
                order by i.since desc, i.id limit :rows
                """, agency, caseNo);
    }

    private List<AgencyItem> items(String sql, AgencyCode agency, String caseNo) {
        return jdbc.sql(sql.formatted(ENDED))
                .param("agency", agency.value())
                .param("caseNo", caseNo)
                .param("rows", ROWS)
                .query((row, number) -> CounterReading.agencyItem(
                        new Items.Open(Items.item(row, number), Items.text(row, "receipt_no"))))
                .list();
    }
}
