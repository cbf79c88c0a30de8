package tw.onestop.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.During;

/** 目錄的儲存: dated rows, of which the database lets no two of one code hold on one day. */
@Repository
class CatalogueTables {

    private static final String DAYS = "lower(effective) as valid_from, upper(effective) as valid_until";

    private final JdbcClient jdbc;

    CatalogueTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything there is, also of days past and to come. */
    record Shelf(Map<String, AgencyKind> kinds, List<Business> items, List<LawReview> laws) {}

    Shelf read() {
        Map<String, AgencyKind> kinds = new LinkedHashMap<>();
        jdbc.sql("select * from joining.agency_kind order by shown_order")
                .query((row, number) -> new AgencyKind(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getString("agency")))
                .list()
                .forEach(kind -> kinds.put(kind.code(), kind));
        List<Business> items = jdbc.sql("""
                select b.*, %s from joining.business b join joining.agency_kind k on k.code = b.kind
                order by k.shown_order, b.code, effective
                """.formatted(DAYS))
                .query((row, number) -> business(row, kinds))
                .list();
        List<LawReview> laws = jdbc.sql(
                        "select l.*, %s from joining.law_review l order by code, effective".formatted(DAYS))
                .query(CatalogueTables::law)
                .list();
        return new Shelf(kinds, items, laws);
    }

    void add(Business item, LocalDate from) {
        until("business", item.code(), from);
        jdbc.sql("""
                insert into joining.business (code, effective, kind, name, name_en, law, article, law_on, fields, needs,
                                              verified, source)
                values (?, daterange(?, null), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        item.code(),
                        from,
                        item.kind().code(),
                        item.name(),
                        item.nameEn(),
                        item.law(),
                        item.article(),
                        item.lawOn(),
                        item.fields().toArray(String[]::new),
                        item.needs().name(),
                        item.verified(),
                        item.source())
                .update();
    }

    void add(LawReview law, LocalDate from) {
        until("law_review", law.code(), from);
        jdbc.sql("""
                insert into joining.law_review (code, effective, law, article, old_wording, new_wording, stage, stage_on,
                                                frees, verified, source)
                values (?, daterange(?, null), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        law.code(),
                        from,
                        law.law(),
                        law.article(),
                        law.oldWording(),
                        law.newWording(),
                        law.stage().name(),
                        law.stageOn(),
                        law.frees().toArray(String[]::new),
                        law.verified(),
                        law.source())
                .update();
    }

    /** What held goes on until the day before; what was announced for later gives way to what is announced now. */
    private void until(String table, String code, LocalDate from) {
        jdbc.sql("delete from joining.%s where code = ? and lower(effective) >= ?".formatted(table))
                .params(code, from)
                .update();
        jdbc.sql(
                        "update joining.%s set effective = effective * daterange(null, ?) where code = ? and effective @> ?::date"
                                .formatted(table))
                .params(from, code, from)
                .update();
    }

    private static Business business(ResultSet row, Map<String, AgencyKind> kinds) throws SQLException {
        return new Business(
                row.getString("code"),
                Objects.requireNonNull(kinds.get(row.getString("kind"))),
                row.getString("name"),
                row.getString("name_en"),
                row.getString("law"),
                row.getString("article"),
                row.getObject("law_on", LocalDate.class),
                List.of((String[]) row.getArray("fields").getArray()),
                Business.Needs.valueOf(row.getString("needs")),
                row.getBoolean("verified"),
                row.getString("source"),
                during(row));
    }

    private static LawReview law(ResultSet row, int number) throws SQLException {
        return new LawReview(
                row.getString("code"),
                row.getString("law"),
                row.getString("article"),
                row.getString("old_wording"),
                row.getString("new_wording"),
                LawReview.Stage.valueOf(row.getString("stage")),
                row.getObject("stage_on", LocalDate.class),
                List.of((String[]) row.getArray("frees").getArray()),
                row.getBoolean("verified"),
                row.getString("source"),
                during(row));
    }

    static During during(ResultSet row) throws SQLException {
        return new During(row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class));
    }
}
