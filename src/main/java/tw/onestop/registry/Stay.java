package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/**
 * 居住: in which household a person is registered.
 *
 * @param relation 稱謂
 * @param leftOn since when the person is no longer present there (非現住人口), null while present
 */
record Stay(
        HouseholdNo household, String relation, @Nullable LocalDate leftOn) {

    boolean present() {
        return leftOn == null;
    }

    Stay as(String newRelation) {
        return new Stay(household, newRelation, leftOn);
    }

    Stay left(LocalDate day) {
        return new Stay(household, relation, day);
    }

    /** In table {@code stay}. */
    static final class Columns implements Facts<PersonId, Stay> {

        private static final List<String> COLUMNS = List.of("household_no", "relation", "left_on");

        @Override
        public String table() {
            return "stay";
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
        public Stay fact(ResultSet row) throws SQLException {
            return new Stay(
                    new HouseholdNo(row.getString("household_no")),
                    row.getString("relation"),
                    row.getObject("left_on", LocalDate.class));
        }

        @Override
        public List<@Nullable Object> values(Stay s) {
            return Arrays.asList(s.household().value(), s.relation(), s.leftOn());
        }
    }
}
