package tw.onestop.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** 資料庫密碼: generated once for a data directory, kept in a file that only its owner reads. */
final class Passwords {

    static final String SUPERUSER = "postgres";
    private static final List<String> ROLES =
            List.of("onestop_owner", "onestop_app", "onestop_training_owner", "onestop_training_app");

    /** Makes and drops the training copy's databases, and may do nothing in the register's. */
    private static final String MAKES_DATABASES = "onestop_training_owner";

    private final Properties stored;

    private Passwords(Properties stored) {
        this.stored = stored;
    }

    static Passwords in(Path file) throws IOException {
        Properties stored = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                stored.load(in);
            }
        }
        boolean whole = stored.containsKey(SUPERUSER) && ROLES.stream().allMatch(stored::containsKey);
        if (!whole) { // new, or of a version that knew fewer roles
            stored.putIfAbsent(SUPERUSER, Secrets.password(32));
            ROLES.forEach(role -> stored.putIfAbsent(role, Secrets.password(32)));
            StringWriter text = new StringWriter();
            stored.store(text, "Passwords of the embedded PostgreSQL");
            Secrets.write(file, text.toString());
        }
        return new Passwords(stored);
    }

    String of(String role) {
        String password = stored.getProperty(role);
        if (password == null) {
            throw new IllegalArgumentException("no such role: " + role);
        }
        return password;
    }

    /** Makes the product's roles and its database where they are missing. */
    void apply(Connection superuser) throws SQLException {
        for (String role : ROLES) {
            if (!exists(superuser, "select 1 from pg_roles where rolname = '%s'".formatted(role))) {
                // The password is of letters and digits only: nothing to escape.
                String may = role.equals(MAKES_DATABASES) ? "createdb" : "";
                run(superuser, "create role %s login %s password '%s'".formatted(role, may, of(role)));
            }
        }
        if (!exists(superuser, "select 1 from pg_database where datname = 'onestop'")) {
            run(superuser, "create database onestop owner onestop_owner");
            run(superuser, "revoke all on database onestop from public");
            run(superuser, "grant connect on database onestop to onestop_app");
        }
    }

    private static boolean exists(Connection superuser, String query) throws SQLException {
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void run(Connection superuser, String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
