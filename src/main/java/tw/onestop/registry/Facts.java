package tw.onestop.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 登記事項: how one sort of fact lies in its two tables, beside {@code id}, {@code valid_during} and the times of belief.
 *
 * @param <K> what identifies the subject
 * @param <F> the fact
 */
interface Facts<K, F> {

    /** Name of the table of present beliefs, without schema; {@code <table>_superseded} holds the former ones. */
    String table();

    List<String> columns();

    /** The id as the database knows it. */
    Object id(K key);

    K key(ResultSet row) throws SQLException;

    F fact(ResultSet row) throws SQLException;

    /** Values in the order of {@link #columns()}. */
    List<@Nullable Object> values(F fact);
}
