package tw.onestop.registry;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * 分批載入: fills an empty register part by part, by several threads at once: rows first, keys afterwards. A load that was
 * interrupted goes on behind the last part that was finished. Until it has ended nobody else works on the register.
 */
public interface BulkLoad {

    /**
     * 官方統計 of one village, which the loaded register is checked against.
     *
     * @param villageCode eleven digits
     */
    record Official(String villageCode, int households, int men, int women) {}

    /**
     * Begins, or goes on with what was begun: lays the keys of the register's tables aside.
     *
     * @param owner of the register's tables, since only the owner makes and drops keys
     * @param what of which this load consists; one that goes on must be of the same
     * @throws IllegalStateException when somebody is registered who did not come by this load
     */
    void begin(DataSource owner, String what, Collection<Official> official);

    /**
     * Loads one part and remembers it, in one transaction.
     *
     * @param note kept with the part for whoever loads
     * @return persons loaded
     */
    long part(String name, String note, Stream<Founding> households);

    /** The notes of finished parts, by name. */
    Map<String, String> parts();

    /**
     * Makes the keys, two at a time, and with them proves every constraint; then gathers the planner's statistics.
     *
     * @param done is told of every key that was made
     */
    void finish(DataSource owner, Consumer<String> done);
}
