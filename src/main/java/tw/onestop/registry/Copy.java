package tw.onestop.registry;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** 大量匯入: rows by PostgreSQL's COPY, in the caller's transaction. */
@Component
class Copy {

    private static final int CHUNK = 1 << 16;

    private final JdbcTemplate jdbc;

    Copy(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param target table with its columns: {@code registry.village (code, county)}
     * @return rows written
     */
    long into(String target, Iterable<List<@Nullable Object>> rows) {
        Long written = jdbc.execute((ConnectionCallback<Long>) connection -> {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin");
            try {
                write(copy, rows);
                return copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        });
        return written == null ? 0 : written;
    }

    private static void write(CopyIn copy, Iterable<List<@Nullable Object>> rows) throws SQLException {
        StringBuilder text = new StringBuilder(CHUNK + 1024);
        for (List<@Nullable Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : "\t");
                append(text, row.get(i));
            }
            text.append('\n');
            if (text.length() >= CHUNK) {
                flush(copy, text);
            }
        }
        flush(copy, text);
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
            return;
        }
        String plain = value.toString();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    private static void flush(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }
}
