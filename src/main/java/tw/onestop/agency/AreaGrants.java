package tw.onestop.agency;

import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 訂閱區域授權, as stored beside the purpose. */
@Component
class AreaGrants implements AreaGrantDesk {

    private final JdbcClient jdbc;
    private final AuditDesk audit;

    AreaGrants(JdbcClient jdbc, AuditDesk audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Override
    public Set<String> of(AgencyCode agency, String purposeId) {
        return Set.copyOf(jdbc.sql("select unnest(areas) from agency.purpose where agency = ? and id = ?")
                .params(agency.value(), purposeId)
                .query(String.class)
                .list());
    }

    @Override
    @Transactional
    public void allow(AgencyCode agency, String purposeId, Set<String> areas, Actor by) {
        jdbc.sql("update agency.purpose set areas = ? where agency = ? and id = ?")
                .params(areas.stream().sorted().toArray(String[]::new), agency.value(), purposeId)
                .update();
        audit.record(Act.done(by, "agency.areas.allow", purposeId, null));
    }
}
