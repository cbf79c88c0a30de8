package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Sex;
import tw.onestop.kernel.Text;
import tw.onestop.registry.PersonFacts.Relative;

/** 個人 in table {@code person}. */
final class PersonColumns implements Facts<PersonId, PersonFacts> {

    private static final List<String> COLUMNS = List.of(
            "national_id",
            "name",
            "surname_length",
            "name_folded",
            "sex",
            "birth_date",
            "birth_place",
            "birth_order",
            "marital",
            "status",
            "death_date",
            "father_id",
            "father_name",
            "mother_id",
            "mother_name",
            "spouse_id",
            "spouse_name",
            "care",
            "carer_id",
            "carer_name",
            "carer2_id",
            "carer2_name",
            "indigenous_status",
            "indigenous_people",
            "indigenous_name",
            "adoptive_father_id",
            "adoptive_father_name",
            "adoptive_mother_id",
            "adoptive_mother_name",
            "romanised_name",
            "romanised_folded",
            "indigenous_folded");

    @Override
    public String table() {
        return "person";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Object id(PersonId key) {
        return key.value();
    }

    @Override
    public PersonId key(ResultSet row) throws SQLException {
        return new PersonId(row.getLong("id"));
    }

    @Override
    public PersonFacts fact(ResultSet row) throws SQLException {
        return new PersonFacts(
                new NationalId(row.getString("national_id")),
                row.getString("name"),
                row.getInt("surname_length"),
                Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                row.getString("birth_place"),
                row.getString("birth_order"),
                Person.Marital.valueOf(row.getString("marital")),
                Person.DomicileStatus.valueOf(row.getString("status")),
                row.getObject("death_date", LocalDate.class),
                relative(row, "father"),
                relative(row, "mother"),
                relative(row, "spouse"),
                new Care(Care.Kind.valueOf(row.getString("care")), relative(row, "carer"), relative(row, "carer2")),
                new Indigenous(
                        row.getString("indigenous_status"),
                        row.getString("indigenous_people"),
                        row.getString("indigenous_name")),
                new Adopted(relative(row, "adoptive_father"), relative(row, "adoptive_mother")),
                row.getString("romanised_name"));
    }

    @Override
    public List<@Nullable Object> values(PersonFacts p) {
        return Arrays.asList(
                p.nationalId().value(),
                p.name(),
                p.surnameLength(),
                Text.fold(p.name()),
                p.sex().name(),
                p.birthDate(),
                p.birthPlace(),
                p.birthOrder(),
                p.marital().name(),
                p.status().name(),
                p.deathDate(),
                id(p.father()),
                p.father().name(),
                id(p.mother()),
                p.mother().name(),
                id(p.spouse()),
                p.spouse().name(),
                p.care().kind().name(),
                id(p.care().first()),
                p.care().first().name(),
                id(p.care().second()),
                p.care().second().name(),
                p.indigenous().status(),
                p.indigenous().people(),
                p.indigenous().name(),
                id(p.adopted().father()),
                p.adopted().father().name(),
                id(p.adopted().mother()),
                p.adopted().mother().name(),
                p.romanisedName(),
                Text.fold(p.romanisedName()),
                Text.fold(p.indigenous().name()));
    }

    private static @Nullable Long id(Relative relative) {
        return relative.id() == null ? null : relative.id().value();
    }

    private static Relative relative(ResultSet row, String who) throws SQLException {
        long id = row.getLong(who + "_id");
        return new Relative(row.wasNull() ? null : new PersonId(id), row.getString(who + "_name"));
    }
}
