package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.HouseholdNo;

/**
 * 戶籍資料: one record of a household. Another head or address opens the next record (施行細則 §22).
 *
 * @param addressSince since when the household lives there: who died or left before stays with the removed record
 * @param closed the household ended; this was its last record
 */
record HouseholdRecord(
        int recordNo,
        Household.Kind kind,
        PersonId head,
        Address address,
        LocalDate openedOn,
        LocalDate addressSince,
        boolean closed) {

    HouseholdRecord headedBy(PersonId newHead, LocalDate since) {
        return new HouseholdRecord(recordNo + 1, kind, newHead, address, since, addressSince, false);
    }

    HouseholdRecord movedTo(Address newAddress, LocalDate since) {
        return new HouseholdRecord(recordNo + 1, kind, head, newAddress, since, since, false);
    }

    /** The same record at the same door, which is called otherwise: nobody moved. */
    HouseholdRecord renumbered(Address called) {
        return new HouseholdRecord(recordNo, kind, head, called, openedOn, addressSince, closed);
    }

    HouseholdRecord ended() {
        return new HouseholdRecord(recordNo, kind, head, address, openedOn, addressSince, true);
    }

    /** In table {@code household}. */
    static final class Columns implements Facts<HouseholdNo, HouseholdRecord> {

        private static final List<String> COLUMNS = List.of(
                "record_no",
                "kind",
                "head",
                "village_code",
                "county",
                "township",
                "village",
                "neighbourhood",
                "street",
                "street_folded",
                "opened_on",
                "address_since",
                "closed");

        @Override
        public String table() {
            return "household";
        }

        @Override
        public List<String> columns() {
            return COLUMNS;
        }

        @Override
        public Object id(HouseholdNo key) {
            return key.value();
        }

        @Override
        public HouseholdNo key(ResultSet row) throws SQLException {
            return new HouseholdNo(row.getString("id"));
        }

        @Override
        public HouseholdRecord fact(ResultSet row) throws SQLException {
            return new HouseholdRecord(
                    row.getInt("record_no"),
                    Household.Kind.valueOf(row.getString("kind")),
                    new PersonId(row.getLong("head")),
                    new Address(
                            row.getString("village_code"),
                            row.getString("county"),
                            row.getString("township"),
                            row.getString("village"),
                            row.getInt("neighbourhood"),
                            row.getString("street")),
                    row.getObject("opened_on", LocalDate.class),
                    row.getObject("address_since", LocalDate.class),
                    row.getBoolean("closed"));
        }

        @Override
        public List<@Nullable Object> values(HouseholdRecord h) {
            return List.of(
                    h.recordNo(),
                    h.kind().name(),
                    h.head().value(),
                    h.address().villageCode(),
                    h.address().county(),
                    h.address().township(),
                    h.address().village(),
                    h.address().neighbourhood(),
                    h.address().street(),
                    AddressText.foldStreet(h.address().street()),
                    h.openedOn(),
                    h.addressSince(),
                    h.closed());
        }
    }
}
