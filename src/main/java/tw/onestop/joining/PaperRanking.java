package tw.onestop.joining;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.agency.Agency;
import tw.onestop.agency.AgencyDesk;
import tw.onestop.joining.PaperDesk.LawRank;
import tw.onestop.joining.PaperDesk.Rank;
import tw.onestop.kernel.Text;

/** 仍要求紙本排行: what was told, put together by agency and by law, each beside the right to look it up. */
@Component
class PaperRanking {

    private static final int MOST = 100;

    /** Shorter words are found in too many names to mean one agency. */
    private static final int SHORTEST = 3;

    private final JdbcClient jdbc;
    private final CatalogueDesk catalogue;
    private final AgencyDesk agencies;
    private final Rights rights;
    private final Diary diary;

    PaperRanking(JdbcClient jdbc, CatalogueDesk catalogue, AgencyDesk agencies, Rights rights, Diary diary) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.agencies = agencies;
        this.rights = rights;
        this.diary = diary;
    }

    /** What was told in the same words. */
    private record Told(String kind, String agency, String business, int times, int counter) {}

    /** Who asked, as far as it can be told. */
    private record Asker(
            @Nullable AgencyKind kind, @Nullable Agency agency, String folded) {}

    /** An agency with the names by which it is found, folded once for all that was told. */
    private record Known(Agency agency, String name, Set<String> whole) {

        static Known of(Agency agency) {
            return new Known(
                    agency,
                    Text.fold(agency.name()),
                    Set.copyOf(Stream.of(
                                    agency.name(),
                                    agency.nameEn(),
                                    agency.code().value())
                            .map(Text::fold)
                            .collect(Collectors.toSet())));
        }
    }

    /** All that was told of one asker. */
    private record Row(Asker asker, List<Told> told) {

        int times() {
            return told.stream().mapToInt(Told::times).sum();
        }
    }

    List<Rank> agencies(LocalDate since) {
        Map<String, AgencyKind> kinds = catalogue.kinds().stream()
                .collect(Collectors.toMap(AgencyKind::code, kind -> kind, (one, _) -> one, LinkedHashMap::new));
        List<Agency> directory = agencies.all();
        List<Known> names = directory.stream().map(Known::of).toList();
        Map<Asker, List<Told>> told = new LinkedHashMap<>();
        told(since)
                .forEach(one -> told.computeIfAbsent(asker(one, kinds, names), _ -> new ArrayList<>())
                        .add(one));
        List<Row> rows = told.entrySet().stream()
                .map(one -> new Row(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingInt(Row::times).reversed())
                .limit(MOST)
                .toList();
        Rights.Held held = rights.held(together(rows.stream().map(row -> meant(row.asker(), directory))));
        // Who may look it up and never does comes before who asks as often without a right.
        return rows.stream()
                .map(row -> rank(row, held.of(meant(row.asker(), directory), items(row.told()))))
                .sorted(Comparator.comparingInt(Rank::times)
                        .reversed()
                        .thenComparing(rank -> !rank.right().unused()))
                .toList();
    }

    List<LawRank> laws(LocalDate since) {
        Map<String, Integer> times = new LinkedHashMap<>();
        told(since).stream()
                .filter(one -> !one.business().isEmpty())
                .forEach(one -> times.merge(one.business(), one.times(), Integer::sum));
        List<Business> items = times.keySet().stream()
                .flatMap(code -> catalogue.item(code).stream())
                .toList();
        List<Agency> directory = agencies.all();
        Rights.Held held = rights.held(together(items.stream().map(item -> of(item.kind(), directory))));
        return items.stream()
                .map(item -> new LawRank(
                        item, times.getOrDefault(item.code(), 0), held.of(of(item.kind(), directory), List.of(item))))
                .sorted(Comparator.comparingInt(LawRank::times)
                        .reversed()
                        .thenComparing(rank -> rank.item().code()))
                .toList();
    }

    private List<Told> told(LocalDate since) {
        return jdbc.sql("""
                select coalesce(kind, '') as kind, agency, business, count(*) as times,
                       count(*) filter (where told_by = 'COUNTER') as counter
                  from joining.paper_asked where at >= ?
                 group by kind, agency, business
                 order by times desc, kind, agency, business
                """)
                .param(diary.begins(since).atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Told(
                        row.getString("kind"),
                        row.getString("agency"),
                        row.getString("business"),
                        row.getInt("times"),
                        row.getInt("counter")))
                .list();
    }

    /** A name that is not in the directory stays a row of its own inside its kind: which office it is matters to whoever writes to it. */
    private static Asker asker(Told told, Map<String, AgencyKind> kinds, List<Known> names) {
        AgencyKind kind = kinds.get(told.kind());
        String typed = Text.fold(told.agency());
        Optional<Agency> known = named(
                typed,
                names.stream()
                        .filter(one -> kind == null || kind.is(one.agency().code()))
                        .toList());
        if (known.isEmpty()) {
            return new Asker(kind, null, typed);
        }
        AgencyKind its = kind != null
                ? kind
                : kinds.values().stream()
                        .filter(one -> one.is(known.get().code()))
                        .findFirst()
                        .orElse(null);
        return new Asker(its, known.get(), "");
    }

    /** By its whole name in either language or its code; else the only one whose name has these words in it. */
    private static Optional<Agency> named(String typed, List<Known> among) {
        if (Text.length(typed) < SHORTEST) {
            return Optional.empty();
        }
        Optional<Known> whole =
                among.stream().filter(one -> one.whole().contains(typed)).findFirst();
        List<Known> partly = among.stream()
                .filter(one -> one.name().contains(typed))
                .limit(2)
                .toList();
        return whole.or(() -> partly.size() == 1 ? Optional.of(partly.getFirst()) : Optional.empty())
                .map(Known::agency);
    }

    /** The agency; all of the kind where it cannot be told which one it was; nobody where not even the kind can. */
    private static List<Agency> meant(Asker asker, List<Agency> directory) {
        if (asker.agency() != null) {
            return List.of(asker.agency());
        }
        return asker.kind() == null ? List.of() : of(asker.kind(), directory);
    }

    private static List<Agency> of(AgencyKind kind, List<Agency> directory) {
        return directory.stream().filter(one -> kind.is(one.code())).toList();
    }

    private static Set<Agency> together(Stream<List<Agency>> all) {
        return all.flatMap(Collection::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<Business> items(List<Told> told) {
        return told.stream()
                .flatMap(one -> catalogue.item(one.business()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Rank rank(Row row, PaperDesk.Right right) {
        return new Rank(
                row.asker().kind(),
                row.asker().agency(),
                row.asker().agency() == null ? row.told().getFirst().agency() : "",
                row.times(),
                row.told().stream().mapToInt(Told::counter).sum(),
                right);
    }
}
