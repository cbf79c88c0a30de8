package tw.onestop.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 服務項目: the rows that say what is counted together. */
@Repository
class Services {

    private final JdbcClient jdbc;

    Services(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As pages list them. */
    List<Served> all() {
        return jdbc.sql("select * from statistics.service order by place")
                .query((row, n) -> new Served(
                        row.getString("code"),
                        row.getString("name"),
                        row.getString("name_en"),
                        List.of((String[]) row.getArray("counts").getArray()),
                        row.getBoolean("journey"),
                        row.getBoolean("transcript"),
                        row.getBoolean("policy_fee"),
                        row.getBoolean("window_work"),
                        row.getBoolean("recorded")))
                .list();
    }

    /** Which service counts what. */
    Sorting sorting() {
        Map<String, Served> byWhat = new HashMap<>();
        for (Served service : all()) {
            service.counts().forEach(what -> byWhat.put(what, service));
        }
        return new Sorting(Map.copyOf(byWhat));
    }

    /** 歸類. */
    record Sorting(Map<String, Served> byWhat) {

        /** By all its words, else by fewer, else by whatever begins so; empty for what no service counts. */
        Optional<Served> of(String what) {
            String words = what;
            while (true) {
                Served found = byWhat.get(words);
                int blank = words.lastIndexOf(' ');
                if (found != null || blank < 0) {
                    return Optional.ofNullable(found).or(() -> Optional.ofNullable(byWhat.get(words(what) + " *")));
                }
                words = words.substring(0, blank);
            }
        }

        private static String words(String what) {
            return what.substring(0, Math.max(0, what.indexOf(' ')));
        }
    }
}
