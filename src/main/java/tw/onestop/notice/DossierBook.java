package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.OfficeCode;

/** 卷宗的儲存: what a dossier is made of that no other page reads, and which ones were made. */
@Repository
class DossierBook {

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Sealed sealed;

    DossierBook(JdbcClient jdbc, Sealed sealed) {
        this.jdbc = jdbc;
        this.sealed = sealed;
    }

    /** 同意: how the application was agreed to. */
    record Consent(boolean byMandate, String version, Instant at) {}

    /** 歷程, one step of an item. */
    record Step(UUID item, ItemStatus status, Instant at, String by) {}

    /** 回復: what an agency added to the state of an item; {@code ""} where it said nothing. */
    record Answer(UUID item, String contactedBy, @Nullable Instant contactedAt, String caseNo) {}

    /** 清查答復: what an agency said of an item of a month's list. */
    record Cleared(UUID item, String list, String answer, Instant at, String by) {}

    Consent consent(UUID application) {
        return jdbc.sql("select by_mandate, consent_version, consent_at from notice.application where id = ?")
                .param(application)
                .query((row, n) -> new Consent(row.getBoolean(1), row.getString(2), instant(row, "consent_at")))
                .single();
    }

    List<Step> steps(List<UUID> items) {
        return jdbc.sql("select item, status, at, by from notice.item_step where item = any(?::uuid[]) order by id")
                .param(ids(items))
                .query((row, n) -> new Step(
                        row.getObject("item", UUID.class),
                        ItemStatus.valueOf(row.getString("status")),
                        instant(row, "at"),
                        row.getString("by")))
                .list();
    }

    List<Answer> answers(List<UUID> items) {
        return jdbc.sql("""
                select id, contacted_by, contacted_at, agency_case_no from notice.item where id = any(?::uuid[])
                """)
                .param(ids(items))
                .query((row, n) -> new Answer(
                        row.getObject("id", UUID.class),
                        text(row, "contacted_by"),
                        row.getObject("contacted_at") == null ? null : instant(row, "contacted_at"),
                        text(row, "agency_case_no")))
                .list();
    }

    /** By the lists an item stood on: answers are found by list. */
    List<Cleared> cleared(List<UUID> items) {
        return jdbc.sql("""
                select a.item, a.list, a.answer, a.at, a.by
                from notice.clearing_line l join notice.clearing_answer a on a.list = l.list and a.item = l.item
                where l.item = any(?::uuid[]) order by a.id
                """)
                .param(ids(items))
                .query((row, n) -> new Cleared(
                        row.getObject("item", UUID.class),
                        row.getString("list"),
                        row.getString("answer"),
                        instant(row, "at"),
                        row.getString("by")))
                .list();
    }

    void add(DossierDesk.Made made, UUID application) {
        jdbc.sql("""
                insert into notice.dossier (id, application, ground, reason_sealed, manifest_sha256, office, made_at, made_by)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        made.id(),
                        application,
                        made.ground().name(),
                        sealed.text(made.reason()),
                        HexFormat.of().parseHex(made.manifestSha256()),
                        made.office().value(),
                        made.at().atOffset(ZoneOffset.UTC),
                        made.by())
                .update();
    }

    /**
     * The last of the offices the actor answers for (all of them begin with the same digits), but of no case the actor took in. What others
     * look into for the discipline of an office is not told to the office.
     */
    List<DossierDesk.Made> made(Actor by) {
        OfficeCode office = by.office();
        String begins = office != null
                ? office.value()
                : by.county() == null ? "" : by.county().value();
        return jdbc.sql("""
                select d.*, a.receipt_no from notice.dossier d join notice.application a on a.id = d.application
                where starts_with(d.office, :begins) and a.clerk <> :by
                  and (d.ground <> 'DISCIPLINE' or d.made_by = :by or :above)
                order by d.made_at desc limit :most
                """)
                .param("begins", begins)
                .param("by", by.id())
                .param("above", office == null)
                .param("most", SHOWN)
                .query((row, n) -> new DossierDesk.Made(
                        row.getObject("id", UUID.class),
                        row.getString("receipt_no"),
                        DossierDesk.Ground.valueOf(row.getString("ground")),
                        sealed.text(row.getBytes("reason_sealed")),
                        HexFormat.of().formatHex(row.getBytes("manifest_sha256")),
                        new OfficeCode(row.getString("office")),
                        instant(row, "made_at"),
                        row.getString("made_by")))
                .list();
    }

    private static String[] ids(List<UUID> items) {
        return items.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
