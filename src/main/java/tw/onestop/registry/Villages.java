package tw.onestop.registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Text;

/**
 * 村里: all villages of the nation, from the open data of 內政部戶政司 at the first start, then from the database; held in
 * memory, since every address names one and they change by announcement only.
 */
@Component
class Villages {

    private static final String SOURCE = "registry/villages-2017-12.csv.gz";

    private final Map<String, Village> byCode = new LinkedHashMap<>();
    private final List<Folded> folded = new ArrayList<>();

    private record Folded(Village village, String name, String township, String full) {

        static Folded of(Village v) {
            String name = Text.fold(v.name());
            String township = Text.fold(v.township());
            return new Folded(v, name, township, Text.fold(v.county()) + township + name);
        }

        boolean isIn(String text, boolean named) {
            String withCounty = named ? full : full.substring(0, full.length() - name.length());
            return text.startsWith(withCounty) || text.startsWith(named ? township + name : township);
        }

        int length(String text, boolean named) {
            int tail = named ? township.length() + name.length() : township.length();
            int county = full.length() - township.length() - name.length();
            return text.startsWith(full.substring(0, county) + township) ? county + tail : tail;
        }
    }

    Villages(JdbcClient jdbc, PlatformTransactionManager transactions, Copy copy) {
        new TransactionTemplate(transactions).executeWithoutResult(tx -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('registry.village'))")
                    .query((row, n) -> n)
                    .list();
            if (stored(jdbc).isEmpty()) {
                copy.into("registry.village (code, county, township, name)", published());
            }
        });
        for (Village village : stored(jdbc)) {
            byCode.put(village.code(), village);
            folded.add(Folded.of(village));
        }
    }

    Optional<Village> village(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Those of a township. */
    List<Village> of(OfficeCode office) {
        return byCode.values().stream()
                .filter(v -> v.code().startsWith(office.value()))
                .toList();
    }

    /** The best first: those whose own name begins so, then by code. */
    List<Village> search(String typed, int limit) {
        String wanted = Text.fold(typed);
        if (wanted.isEmpty()) {
            return List.of();
        }
        return folded.stream()
                .filter(f -> f.full().contains(wanted))
                .sorted(Comparator.comparing((Folded f) -> !f.name().startsWith(wanted))
                        .thenComparing(f -> !f.full().startsWith(wanted))
                        .thenComparing(f -> f.village().code()))
                .limit(limit)
                .map(Folded::village)
                .toList();
    }

    /**
     * 地址剖析: an address as typed, cut behind the township or village it begins with, with or without the county.
     *
     * @param villages none when it begins with neither
     * @param villageNamed whether the village was typed, not only the township
     * @param rest folded
     */
    record Cut(List<Village> villages, boolean villageNamed, String rest) {}

    Cut cut(String typed) {
        String text = AddressText.fold(typed);
        for (boolean named : new boolean[] {true, false}) {
            List<Folded> matching =
                    folded.stream().filter(f -> f.isIn(text, named)).toList();
            if (!matching.isEmpty()) {
                int length = matching.stream()
                        .mapToInt(f -> f.length(text, named))
                        .max()
                        .orElse(0);
                return new Cut(matching.stream().map(Folded::village).toList(), named, text.substring(length));
            }
        }
        return new Cut(List.of(), false, text);
    }

    private static List<Village> stored(JdbcClient jdbc) {
        return jdbc.sql("select code, county, township, name from registry.village order by code")
                .query(Village.class)
                .list();
    }

    private static List<List<@Nullable Object>> published() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ClassPathResource(SOURCE).getInputStream()), StandardCharsets.UTF_8))) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            lines.lines().skip(1).map(line -> line.split(",", -1)).forEach(c -> {
                List<@Nullable Object> row = new ArrayList<>(List.of(c[0], c[1], c[2], c[3]));
                rows.add(row);
            });
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
