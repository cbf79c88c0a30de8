package tw.onestop.joining;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.trust.TrustDesk;

/** 申請書的儲存, sealed: it names officers and whoever is to be called. */
@Repository
class ApplicationForms {

    private static final String SELECT = """
            select a.*, exists (select from joining.proof p where p.application = a.id) as proved from joining.application a""";

    private final JdbcClient jdbc;
    private final TrustDesk trust;
    private final JsonMapper json;
    private final Diary diary;

    ApplicationForms(JdbcClient jdbc, TrustDesk trust, JsonMapper json, Diary diary) {
        this.jdbc = jdbc;
        this.trust = trust;
        this.json = json;
        this.diary = diary;
    }

    Application begin(AgencyCode agency, String applicant, @Nullable String renews, Answers answers) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into joining.application (id, agency, applicant, renews, stage, content_sealed, remarks_sealed, changed_at)
                values (?, ?, ?, ?, 'DRAFT', ?, ?, ?)
                """)
                .param(id)
                .param(agency.value())
                .param(applicant)
                .param(renews)
                .param(sealed(answers.values()))
                .param(sealed(Map.of()))
                .param(diary.now().atOffset(ZoneOffset.UTC))
                .update();
        step(id, Stage.DRAFT, applicant, "");
        return find(id).orElseThrow();
    }

    Optional<Application> find(UUID id) {
        List<Application> found = jdbc.sql(SELECT + " where a.id = ?")
                .param(id)
                .query(this::application)
                .list();
        return whole(found).stream().findFirst();
    }

    /** The same, held until the end of the transaction: two who decide at once decide one after the other. */
    Optional<Application> lock(UUID id) {
        List<Application> found = jdbc.sql(SELECT + " where a.id = ? for update of a")
                .param(id)
                .query(this::application)
                .list();
        return whole(found).stream().findFirst();
    }

    /** Of an agency, the latest first. */
    List<Application> of(AgencyCode agency) {
        List<Application> found = jdbc.sql(SELECT + " where a.agency = ? order by a.changed_at desc limit 200")
                .param(agency.value())
                .query(this::application)
                .list();
        return whole(found);
    }

    /** At a stage, the longest waiting first. */
    List<Application> at(Stage stage) {
        List<Application> found = jdbc.sql(SELECT + " where a.stage = ? order by a.changed_at limit 500")
                .param(stage.name())
                .query(this::application)
                .list();
        return whole(found);
    }

    void write(UUID id, Answers answers) {
        jdbc.sql("update joining.application set content_sealed = ?, changed_at = ? where id = ?")
                .params(sealed(answers.values()), diary.now().atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /**
     * @throws IllegalStateException when it cannot go there from where it is
     */
    void move(Application from, Stage to, String by, String note, Map<Section, String> remarks) {
        if (!from.stage().canBecome(to)) {
            throw new IllegalStateException("an application cannot become %s from %s".formatted(to, from.stage()));
        }
        boolean byMinistry = from.stage() == Stage.MINISTRY_REVIEW && to == Stage.RETURNED;
        jdbc.sql("""
                update joining.application
                set stage = ?, remarks_sealed = ?, returned = returned + ?, changed_at = ? where id = ?
                """)
                .params(
                        to.name(),
                        sealed(remarks),
                        byMinistry ? 1 : 0,
                        diary.now().atOffset(ZoneOffset.UTC),
                        from.id())
                .update();
        step(from.id(), to, by, note);
    }

    void granted(UUID id, String purpose) {
        jdbc.sql("update joining.application set purpose = ? where id = ?")
                .params(purpose, id)
                .update();
    }

    private void step(UUID id, Stage stage, String by, String note) {
        jdbc.sql("""
                insert into joining.application_step (application, no, at, stage, by_whom, note_sealed)
                select ?, count(*) + 1, ?, ?, ?, ? from joining.application_step where application = ?
                """)
                .params(
                        id,
                        diary.now().atOffset(ZoneOffset.UTC),
                        stage.name(),
                        by,
                        trust.seal(note.getBytes(StandardCharsets.UTF_8)),
                        id)
                .update();
    }

    private Application application(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Map<String, List<String>> values = json.readValue(
                trust.open(row.getBytes("content_sealed")), new TypeReference<Map<String, List<String>>>() {});
        Map<Section, String> remarks = new EnumMap<>(Section.class);
        remarks.putAll(json.readValue(
                trust.open(row.getBytes("remarks_sealed")), new TypeReference<Map<Section, String>>() {}));
        return new Application(
                id,
                new AgencyCode(row.getString("agency")),
                row.getString("applicant"),
                row.getString("renews"),
                Stage.valueOf(row.getString("stage")),
                new Answers(values),
                remarks,
                row.getInt("returned"),
                row.getString("purpose"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                List.of(),
                row.getBoolean("proved"));
    }

    /** With the steps of all of them, read at once. */
    private List<Application> whole(List<Application> applications) {
        Map<UUID, List<Application.Step>> steps =
                history(applications.stream().map(Application::id).toArray(UUID[]::new));
        return applications.stream()
                .map(application -> application.with(steps.getOrDefault(application.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Application.Step>> history(UUID[] ids) {
        Map<UUID, List<Application.Step>> steps = new HashMap<>();
        jdbc.sql("select * from joining.application_step where application = any(?) order by application, no")
                .param(ids)
                .query(row -> {
                    steps.computeIfAbsent(row.getObject("application", UUID.class), _ -> new ArrayList<>())
                            .add(new Application.Step(
                                    row.getObject("at", OffsetDateTime.class).toInstant(),
                                    Stage.valueOf(row.getString("stage")),
                                    row.getString("by_whom"),
                                    new String(trust.open(row.getBytes("note_sealed")), StandardCharsets.UTF_8)));
                });
        return steps;
    }

    private byte[] sealed(Object value) {
        return trust.seal(json.writeValueAsBytes(value));
    }
}
