package tw.onestop.agency;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.audit.Act;
import tw.onestop.audit.AuditDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.Refusal;

/** 欄位對應, read from memory by every promise. */
@Component
class FieldMaps implements FieldMapDesk {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Rows rows;
    private final Matrix matrix;
    private final ProposalDesk proposals;
    private final AuditDesk audit;
    private final Clock clock;

    FieldMaps(Rows rows, Matrix matrix, ProposalDesk proposals, AuditDesk audit, Clock clock) {
        this.rows = rows;
        this.matrix = matrix;
        this.proposals = proposals;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<FieldMap> of(AgencyCode agency, LocalDate on) {
        return rows.held(agency, on);
    }

    @Override
    @Transactional
    public FieldMapForm present(AgencyCode agency, Actor reader) {
        audit.record(Act.done(reader, "agency.fields.read", agency.value(), null));
        List<FieldMap.Field> held =
                of(agency, LocalDate.now(clock)).map(FieldMap::fields).orElse(List.of());
        return new FieldMapForm(
                agency.value(),
                FieldPaths.of(matrix.keys(agency)).stream()
                        .map(path -> held.stream()
                                .filter(field -> field.path().equals(path))
                                .findFirst()
                                .map(field -> new FieldMapForm.Line(
                                        path, field.name(), field.form().name()))
                                .orElseGet(() -> new FieldMapForm.Line(path, "", FieldMap.Form.AS_IS.name())))
                        .toList(),
                "",
                "");
    }

    @Override
    @Transactional
    public List<Refusal> prepare(FieldMapForm typed, Actor by) {
        AgencyCode agency = new AgencyCode(typed.agency());
        List<Refusal> wrong = new ArrayList<>(wrong(typed, agency));
        if (wrong.isEmpty()) {
            wrong.addAll(proposals.prepare(Proposal.Subject.FIELDS, typed.agency(), typed, typed.reason(), by));
        }
        audit.record(Act.of(by, "agency.fields.prepare", typed.agency(), wrong));
        return wrong;
    }

    @Override
    public FieldMapForm form(Proposal proposal) {
        return rows.typed(proposal);
    }

    @Override
    public String example(FieldMapForm typed) {
        byte[] notice =
                FieldPaths.example(matrix.keys(new AgencyCode(typed.agency()))).getBytes(StandardCharsets.UTF_8);
        byte[] payload = typed.carried().isEmpty() ? notice : typed.map().payload(notice);
        return JSON.writeValueAsString(JSON.readTree(payload));
    }

    private List<Refusal> wrong(FieldMapForm typed, AgencyCode agency) {
        if (matrix.isOnlyPrepared(agency)) {
            return List.of(Refusal.of("", "receiver.notEnacted"));
        }
        List<Refusal> wrong = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<String> known = FieldPaths.of(matrix.keys(agency));
        for (int i = 0; i < typed.fields().size(); i++) {
            FieldMapForm.Line line = typed.fields().get(i);
            if (!line.name().isBlank()) {
                wrong.addAll(wrong(line, "field%d.".formatted(i), known, names));
            }
        }
        if (typed.carried().isEmpty() && of(agency, LocalDate.now(clock)).isEmpty()) {
            wrong.add(Refusal.of("", "receiver.fields.none"));
        }
        wrong.addAll(Grounds.against(typed.source(), typed.reason()));
        return wrong;
    }

    private static List<Refusal> wrong(FieldMapForm.Line line, String at, List<String> known, Set<String> names) {
        List<Refusal> wrong = new ArrayList<>();
        String name = line.name().strip();
        if (!known.contains(line.path())) {
            wrong.add(Refusal.of("", "receiver.fields.unknown", line.path()));
        }
        if (!NAME.matcher(name).matches()) {
            wrong.add(Refusal.of(at + "name", "receiver.fields.name"));
        } else if (!names.add(name)) {
            wrong.add(Refusal.of(at + "name", "receiver.fields.twice", name));
        }
        if (Arrays.stream(FieldMap.Form.values())
                .noneMatch(form -> form.name().equals(line.form()) && form.suits(line.path()))) {
            wrong.add(Refusal.of(at + "form", "receiver.fields.form"));
        }
        return wrong;
    }

    /** 欄位對應的儲存, and what was typed. */
    @Repository
    static class Rows {

        private final JdbcClient jdbc;
        private final JsonMapper json;
        private final Copied<Map<AgencyCode, List<Agencies.Dated<FieldMap>>>> copied = new Copied<>(this::read);

        Rows(JdbcClient jdbc, JsonMapper json) {
            this.jdbc = jdbc;
            this.json = json;
        }

        Optional<FieldMap> held(AgencyCode agency, LocalDate on) {
            return copied.present().getOrDefault(agency, List.of()).stream()
                    .filter(dated -> dated.during().contains(on))
                    .findFirst()
                    .map(Agencies.Dated::value);
        }

        FieldMapForm typed(Proposal proposal) {
            return json.readValue(proposal.typed(), FieldMapForm.class);
        }

        private Map<AgencyCode, List<Agencies.Dated<FieldMap>>> read() {
            Map<AgencyCode, List<Agencies.Dated<FieldMap>>> maps = new HashMap<>();
            jdbc.sql("""
                    select f.*, lower(valid_during) as valid_from, upper(valid_during) as valid_until from agency.field_map f
                    """).query(row -> {
                FieldMap.Field[] fields = json.readValue(row.getString("fields"), FieldMap.Field[].class);
                maps.computeIfAbsent(new AgencyCode(row.getString("agency")), none -> new ArrayList<>())
                        .add(new Agencies.Dated<>(new FieldMap(List.of(fields)), Agencies.during(row)));
            });
            return maps;
        }

        /** What holds ends on the day before; what was announced and never held goes. */
        void replace(AgencyCode agency, FieldMap map, String source, LocalDate from) {
            jdbc.sql("delete from agency.field_map where agency = ? and lower(valid_during) >= ?")
                    .params(agency.value(), from)
                    .update();
            jdbc.sql("""
                    update agency.field_map set valid_during = daterange(lower(valid_during), :from)
                    where agency = :agency and valid_during @> cast(:from as date)
                    """).param("agency", agency.value()).param("from", from).update();
            if (!map.fields().isEmpty()) {
                jdbc.sql("insert into agency.field_map values (?, daterange(?, null), ?::jsonb, ?)")
                        .params(agency.value(), from, json.writeValueAsString(map.fields()), source)
                        .update();
            }
            copied.forget();
        }
    }

    /** 欄位對應之施行. */
    @Component("fieldMapEnacting")
    static class Enacting implements ProposalDesk.Enacting {

        private final Rows rows;

        Enacting(Rows rows) {
            this.rows = rows;
        }

        @Override
        public Proposal.Subject subject() {
            return Proposal.Subject.FIELDS;
        }

        @Override
        public void enact(Proposal proposal, LocalDate from) {
            FieldMapForm typed = rows.typed(proposal);
            rows.replace(
                    new AgencyCode(typed.agency()), typed.map(), typed.source().strip(), from);
        }
    }
}
