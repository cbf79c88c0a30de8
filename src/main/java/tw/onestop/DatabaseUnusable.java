package tw.onestop;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** 啟動失敗說明: what is wrong with the database the product was told of, in one sentence in place of a stack of exceptions. */
class DatabaseUnusable implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        SQLException deepest = null;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            deepest = t instanceof SQLException sql ? sql : deepest;
        }
        return deepest == null ? null : new FailureAnalysis(sentence(deepest), null, failure);
    }

    static String sentence(SQLException problem) {
        String said = Objects.requireNonNullElse(problem.getMessage(), "");
        String state = Objects.requireNonNullElse(problem.getSQLState(), "");
        return switch (state) {
            case "08001", "08004", "08006" ->
                problem.getCause() instanceof ConnectException || said.contains("refused")
                        ? "No PostgreSQL answers at the address in ONESTOP_DB_URL. " + said
                        : "The PostgreSQL of ONESTOP_DB_URL cannot be reached. " + said;
            case "28P01", "28000" ->
                said + ". See ONESTOP_DB_USER, ONESTOP_DB_PASSWORD, ONESTOP_DB_OWNER and ONESTOP_DB_OWNER_PASSWORD.";
            case "3D000" -> said + ". docs/operations.md says how to make it; ONESTOP_DB_URL names it.";
            case "42501" ->
                "The role ONESTOP_DB_OWNER may not do what the start needs; docs/operations.md says how database, roles and"
                        + " extensions are made. " + said;
            case "53300" ->
                "The PostgreSQL of ONESTOP_DB_URL has no connection left for the product; raise max_connections. "
                        + said;
            default -> "The database of ONESTOP_DB_URL cannot be used (SQL state %s). %s".formatted(state, said);
        };
    }
}
