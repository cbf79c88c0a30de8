package tw.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** 檢核用資料庫: the one that is checked, as its owner sees it: of {@code ONESTOP_DB_URL}, or of the demo that runs on a directory. */
final class OwnersDatabase {

    private OwnersDatabase() {}

    /** Ends the program with status 2 when there is none. */
    static Connection open(String what, Path data) throws SQLException, IOException {
        @Nullable String url = System.getenv("ONESTOP_DB_URL");
        if (url != null && !url.isEmpty()) {
            return DriverManager.getConnection(
                    url,
                    System.getenv().getOrDefault("ONESTOP_DB_OWNER", "onestop_owner"),
                    System.getenv("ONESTOP_DB_OWNER_PASSWORD"));
        }
        Path pid = data.resolve("db").resolve("postmaster.pid");
        Path passwords = data.resolve("database.properties");
        if (!Files.exists(pid) || !Files.exists(passwords)) {
            System.err.println(
                    "verify %s: no demo runs on %s; start ./onestop demo, or set ONESTOP_DB_URL".formatted(what, data));
            System.exit(2);
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(passwords)) {
            properties.load(reader);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/onestop"
                        .formatted(Files.readAllLines(pid).get(3).strip()),
                "onestop_owner",
                properties.getProperty("onestop_owner"));
    }
}
