package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 時點, as the stores ask it: what holds on a day, as believed now or at an instant. */
record Moment(LocalDate on, @Nullable Instant knownAt) {

    static Moment of(AsOf asOf) {
        return new Moment(asOf.on(), asOf.knownAt());
    }

    static Moment on(LocalDate day) {
        return new Moment(day, null);
    }

    /** As it was known at an instant, of all days. */
    static Moment known(Instant at) {
        return new Moment(LocalDate.EPOCH, at);
    }

    /**
     * Whether a row holds on a day, said so that the temporal key's GiST cannot answer it: that one is there to forbid overlaps, and
     * finds a row at many times the cost of the B-tree over {@code id}.
     */
    static String holds(String row, String day) {
        return "(%s.valid_during @> %s) is true".formatted(row, day);
    }

    /** The rows of a fact's tables that were believed, of all days, as a source to select from. */
    String believed(String table, String columns) {
        if (knownAt == null) {
            return "registry." + table;
        }
        return """
                (select id, valid_during, %2$s from registry.%1$s where recorded_at <= :knownAt
                 union all
                 select id, valid_during, %2$s from registry.%1$s_superseded where recorded_during @> :knownAt)
                """.formatted(table, columns);
    }

    /** {@code :on} and {@code :knownAt}. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("on", on);
        if (knownAt != null) {
            parameters.put("knownAt", at(knownAt));
        }
        return parameters;
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
