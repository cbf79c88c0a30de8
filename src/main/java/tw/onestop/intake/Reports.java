package tw.onestop.intake;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.intake.ReportDesk.LoadedFile;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.trust.TrustDesk;

/** 外部通報 and 通報檔 as stored: every version kept, sealed; who may report what is dated. */
@Repository
class Reports {

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final JsonMapper json;

    Reports(JdbcClient jdbc, TrustDesk trust, JsonMapper json) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
    }

    /** The last version of a report, by its number. */
    record Last(int version, boolean same) {}

    /** Versions of one report come one after the other. */
    void lock(String source, String number) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 20482))")
                .param(source + " " + number)
                .query()
                .listOfRows();
    }

    Optional<Last> last(String source, String number, Report.Facts facts) {
        byte[] digest = digest(facts);
        return jdbc.sql("""
                select version, digest from intake.report where source = ? and number = ? order by version desc limit 1
                """)
                .params(source, number)
                .query((row, n) -> new Last(row.getInt("version"), Arrays.equals(digest, row.getBytes("digest"))))
                .optional();
    }

    long add(Report report, Actor by) {
        return jdbc.sql("""
                insert into intake.report (source, number, version, kind, received_at, received_by, digest, facts)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id
                """)
                .params(
                        report.source(),
                        report.number(),
                        report.version(),
                        report.facts().kind().name(),
                        report.receivedAt().atOffset(ZoneOffset.UTC),
                        by.id(),
                        digest(report.facts()),
                        sealed(report.facts()))
                .query(Long.class)
                .single();
    }

    /** All versions, the last first. */
    List<Report> versions(String source, String number) {
        return jdbc.sql("select * from intake.report where source = ? and number = ? order by version desc")
                .params(source, number)
                .query((row, n) -> report(row))
                .list();
    }

    Report report(ResultSet row) throws SQLException {
        return new Report(
                row.getString("source"),
                row.getString("number"),
                row.getInt("version"),
                row.getTimestamp("received_at").toInstant(),
                json.readValue(trust.open(row.getBytes("facts")), Report.Facts.class));
    }

    /** Who reports which facts on a day. */
    List<ReportDesk.Source> sources(LocalDate on) {
        Map<String, ReportDesk.Source> sources = new LinkedHashMap<>();
        jdbc.sql("select * from intake.report_source where effective @> ? order by source, kind")
                .param(on)
                .query(row -> {
                    RegistrationKind kind = RegistrationKind.valueOf(row.getString("kind"));
                    ReportDesk.Source one = new ReportDesk.Source(
                            row.getString("source"), row.getString("name"), row.getString("name_en"), List.of(kind));
                    sources.merge(one.code(), one, Reports::both);
                });
        return List.copyOf(sources.values());
    }

    private static ReportDesk.Source both(ReportDesk.Source a, ReportDesk.Source b) {
        List<RegistrationKind> kinds = new ArrayList<>(a.kinds());
        kinds.addAll(b.kinds());
        return new ReportDesk.Source(a.code(), a.name(), a.nameEn(), List.copyOf(kinds));
    }

    void add(LoadedFile file, Actor by, String office) {
        jdbc.sql("""
                insert into intake.report_file (id, name, source, office, received_at, received_by, header, taken, again,
                                                broken)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        file.id(),
                        file.name(),
                        file.source(),
                        office,
                        file.receivedAt().atOffset(ZoneOffset.UTC),
                        by.id(),
                        file.header(),
                        file.taken(),
                        file.again(),
                        sealed(file.broken().toArray(ReportDesk.BrokenLine[]::new)))
                .update();
    }

    Optional<LoadedFile> file(UUID id, String office) {
        return jdbc.sql("select * from intake.report_file where id = ? and office = ?")
                .params(id, office)
                .query((row, n) -> file(row))
                .optional();
    }

    List<LoadedFile> files(String office, int limit) {
        return jdbc.sql("select * from intake.report_file where office = ? order by received_at desc limit ?")
                .params(office, limit)
                .query((row, n) -> file(row))
                .list();
    }

    private LoadedFile file(ResultSet row) throws SQLException {
        Instant at = row.getTimestamp("received_at").toInstant();
        return new LoadedFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("source"),
                at,
                row.getString("header"),
                row.getInt("taken"),
                row.getInt("again"),
                List.of(json.readValue(trust.open(row.getBytes("broken")), ReportDesk.BrokenLine[].class)));
    }

    private byte[] digest(Report.Facts facts) {
        String said = new TreeMap<>(facts.values())
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).collect(Collectors.joining("\n"));
        return trust.index("report " + facts.kind() + "\n" + said);
    }

    private byte[] sealed(Object plain) {
        return trust.seal(json.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8));
    }
}
