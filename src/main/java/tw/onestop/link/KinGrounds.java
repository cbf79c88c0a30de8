package tw.onestop.link;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 法定事由, dated rows. */
@Repository
class KinGrounds {

    private final JdbcClient jdbc;

    KinGrounds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<KinGround> on(LocalDate day) {
        return jdbc.sql("select * from link.kin_ground where effective @> ?::date order by code = 'OTHER_LAW', code")
                .param(day)
                .query((row, n) -> new KinGround(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getInt("lineal"),
                        row.getInt("collateral"),
                        row.getInt("affinity"),
                        row.getBoolean("upward"),
                        row.getBoolean("spouse"),
                        row.getBoolean("heirs"),
                        row.getString("legal_basis")))
                .list();
    }
}
