package tw.onestop.agency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;

/** 親等關聯資料授權, as stored beside the purpose. */
@Component
class KinGrants implements KinGrantDesk {

    private static final String SELECT =
            "select agency, id, kin_ground, kin_degrees, controllers from agency.purpose where kin_ground is not null and ";

    private final JdbcClient jdbc;
    private final AuditDesk audit;

    KinGrants(JdbcClient jdbc, AuditDesk audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Override
    public Optional<KinGrant> of(AgencyCode agency, String purposeId) {
        return jdbc.sql(SELECT + "agency = ? and id = ?")
                .params(agency.value(), purposeId)
                .query(KinGrants::grant)
                .optional();
    }

    @Override
    public List<KinGrant> all(AgencyCode agency) {
        return jdbc.sql(SELECT + "agency = ? order by id")
                .param(agency.value())
                .query(KinGrants::grant)
                .list();
    }

    @Override
    @Transactional
    public void give(AgencyCode agency, String purposeId, String ground, int degrees, Actor by) {
        jdbc.sql("update agency.purpose set kin_ground = ?, kin_degrees = ? where agency = ? and id = ?")
                .params(ground, degrees, agency.value(), purposeId)
                .update();
        audit.record(Act.done(by, "agency.kin.give", purposeId, null));
    }

    @Override
    @Transactional
    public void appoint(AgencyCode agency, String purposeId, Set<String> controllers, Actor by) {
        jdbc.sql("update agency.purpose set controllers = ? where agency = ? and id = ?")
                .params(controllers.stream().sorted().toArray(String[]::new), agency.value(), purposeId)
                .update();
        audit.record(Act.done(by, "agency.kin.appoint", purposeId, null));
    }

    private static KinGrant grant(ResultSet row, int number) throws SQLException {
        return new KinGrant(
                new AgencyCode(row.getString("agency")),
                row.getString("id"),
                row.getString("kin_ground"),
                row.getInt("kin_degrees"),
                Set.of((String[]) row.getArray("controllers").getArray()));
    }
}
