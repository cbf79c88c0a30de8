package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.Copied;
import tw.onestop.kernel.During;

/** 申辦欄位 as they are stored, each with its days: what held is closed and stays; what was announced and never held goes. */
@Repository
class AskedFields {

    private final JdbcClient jdbc;
    private final Copied<Map<String, List<Dated>>> dated = new Copied<>(this::read);

    AskedFields(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A field, its place on the page, and the days it is asked.
     *
     * @param source {@code ""} of what came with the errand
     */
    record Dated(Errand.Field field, int place, During during, String source) {}

    /** All there ever were of an errand, by place and then by day. */
    List<Dated> all(String errand) {
        return dated.present().getOrDefault(errand, List.of());
    }

    /** What an errand asks on a day, in the order of the page. */
    List<Errand.Field> on(String errand, LocalDate on) {
        return all(errand).stream()
                .filter(one -> one.during().contains(on))
                .map(Dated::field)
                .toList();
    }

    /** Every field that a notice of the errand can hold, whenever it was written; those of this day as they are asked on it. */
    List<Errand.Field> ever(String errand, LocalDate on) {
        Map<String, List<Dated>> byName = new LinkedHashMap<>();
        all(errand)
                .forEach(one -> byName.computeIfAbsent(one.field().name(), _ -> new ArrayList<>())
                        .add(one));
        return byName.values().stream().map(rows -> ever(rows, on)).toList();
    }

    private static Errand.Field ever(List<Dated> rows, LocalDate on) {
        Map<String, Errand.Choice> choices = new LinkedHashMap<>();
        rows.forEach(one -> one.field().choices().forEach(choice -> choices.put(choice.code(), choice)));
        List<Errand.Choice> all = List.copyOf(choices.values());
        return held(rows, on)
                .map(field -> field.choosing(all))
                .orElseGet(() -> rows.getLast().field().formerly(all));
    }

    private static Optional<Errand.Field> held(Collection<Dated> rows, LocalDate on) {
        return rows.stream()
                .filter(one -> one.during().contains(on))
                .map(Dated::field)
                .findFirst();
    }

    /** From a day on an errand asks this no more. */
    void close(String programme, String change, String name, LocalDate from) {
        for (String table : List.of("choice", "field")) {
            String which =
                    "programme = ? and change = ? and %s = ?".formatted(table.equals("field") ? "name" : "field");
            jdbc.sql("delete from notice.errand_%s where %s and lower(valid_during) >= ?".formatted(table, which))
                    .params(programme, change, name, from)
                    .update();
            jdbc.sql(
                            "update notice.errand_%s set valid_during = daterange(lower(valid_during), ?) where %s and valid_during @> ?::date"
                                    .formatted(table, which))
                    .params(from, programme, change, name, from)
                    .update();
        }
        dated.forget();
    }

    /** From a day on an errand asks this. */
    void ask(String programme, String change, Errand.Field field, int place, String source, LocalDate from) {
        jdbc.sql("""
                insert into notice.errand_field (programme, change, place, name, kind, required, told, label, label_en,
                                                 hint, hint_en, pattern, example, only_when, valid_during, source)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), daterange(?, null), ?)
                """)
                .params(
                        programme,
                        change,
                        place,
                        field.name(),
                        field.kind().name(),
                        field.required(),
                        field.told(),
                        field.label().zh(),
                        field.label().en(),
                        field.hint().zh(),
                        field.hint().en(),
                        field.pattern(),
                        field.example(),
                        Objects.requireNonNullElse(field.onlyWhen(), ""),
                        from,
                        source)
                .update();
        jdbc.sql("""
                insert into notice.errand_choice (programme, change, field, place, code, label, label_en, valid_during)
                select ?, ?, ?, place, code, label, label_en, daterange(?, null)
                from unnest(?::text[], ?::text[], ?::text[]) with ordinality as c (code, label, label_en, place)
                """)
                .params(
                        programme,
                        change,
                        field.name(),
                        from,
                        texts(field, Errand.Choice::code),
                        texts(field, choice -> choice.label().zh()),
                        texts(field, choice -> choice.label().en()))
                .update();
        dated.forget();
    }

    private static String[] texts(Errand.Field field, java.util.function.Function<Errand.Choice, String> part) {
        return field.choices().stream().map(part).toArray(String[]::new);
    }

    private Map<String, List<Dated>> read() {
        Map<String, List<Errand.Choice>> choices = new HashMap<>();
        jdbc.sql("""
                select f.programme || '/' || f.change || '/' || f.name || ' ' || f.valid_during as of, c.*
                from notice.errand_choice c
                join notice.errand_field f on (f.programme, f.change, f.name) = (c.programme, c.change, c.field)
                                          and f.valid_during && c.valid_during
                order by c.place
                """).query(row -> {
            choices.computeIfAbsent(row.getString("of"), _ -> new ArrayList<>())
                    .add(new Errand.Choice(row.getString("code"), Errands.words(row, "label")));
        });
        Map<String, List<Dated>> fields = new HashMap<>();
        jdbc.sql("""
                select f.*, programme || '/' || change || '/' || name || ' ' || valid_during as of,
                       lower(valid_during) as valid_from, upper(valid_during) as valid_until
                from notice.errand_field f order by place, name, lower(valid_during) nulls first
                """).query(row -> {
            fields.computeIfAbsent(row.getString("programme") + "/" + row.getString("change"), _ -> new ArrayList<>())
                    .add(new Dated(
                            field(row, choices.getOrDefault(row.getString("of"), List.of())),
                            row.getInt("place"),
                            new During(
                                    row.getObject("valid_from", LocalDate.class),
                                    row.getObject("valid_until", LocalDate.class)),
                            row.getString("source")));
        });
        return fields;
    }

    private static Errand.Field field(ResultSet row, List<Errand.Choice> choices) throws SQLException {
        return new Errand.Field(
                row.getString("name"),
                Errand.Kind.valueOf(row.getString("kind")),
                row.getBoolean("required"),
                row.getBoolean("told"),
                Errands.words(row, "label"),
                Errands.words(row, "hint"),
                row.getString("pattern"),
                row.getString("example"),
                row.getString("only_when"),
                choices);
    }
}
