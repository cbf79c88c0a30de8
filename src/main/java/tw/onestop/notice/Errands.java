package tw.onestop.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Repository;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Matters;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Recent;
import tw.onestop.notice.Errand.Words;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RulesDesk;

/** The errands as they are defined: few, read by every page of notices, changed a few times a year. */
@Repository
class Errands {

    private final JdbcClient jdbc;
    private final ErrandItems items;
    private final AskedFields fields;
    private final RulesDesk rules;
    private final Clock clock;
    private final Recent<List<Defined>> defined = new Recent<>(this::read);

    Errands(JdbcClient jdbc, ErrandItems items, AskedFields fields, RulesDesk rules, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.fields = fields;
        this.rules = rules;
        this.clock = clock;
    }

    /** A definition, the days it holds, and the name of its fee, null where it is free. */
    private record Defined(
            Errand errand, During during, @Nullable String fee) {}

    /** In the order of the page. */
    List<Errand> inForce(LocalDate on) {
        return defined.get().stream()
                .filter(one -> one.during().contains(on))
                .map(one -> costing(one, on))
                .toList();
    }

    Optional<Errand> find(String programme, String change, LocalDate on) {
        return inForce(on).stream()
                .filter(errand ->
                        errand.programme().equals(programme) && errand.change().equals(change))
                .findFirst();
    }

    /** Those that cost something on a day, by the name of their fee. */
    Map<String, List<Errand>> byFee(LocalDate on) {
        Map<String, List<Errand>> byFee = new TreeMap<>();
        defined.get().stream()
                .filter(one -> one.fee() != null && one.during().contains(on))
                .forEach(one -> byFee.computeIfAbsent(Objects.requireNonNull(one.fee()), _ -> new ArrayList<>())
                        .add(costing(one, on)));
        return byFee;
    }

    /** 申辦事項 of each agency. */
    @Component("errandMatters")
    record Doing(Errands errands, Clock clock) implements Matters {

        @Override
        public List<String> of(AgencyCode agency) {
            return errands.inForce(LocalDate.now(clock)).stream()
                    .filter(errand -> errand.agency().equals(agency))
                    .map(errand -> errand.programme() + "." + errand.change())
                    .toList();
        }
    }

    boolean knows(String programme) {
        return defined.get().stream().anyMatch(one -> one.errand().programme().equals(programme));
    }

    /** As it was defined last, for who reads a notice of it later. */
    Optional<Errand> last(String programme, String change) {
        return defined.get().stream()
                .filter(one -> one.errand().programme().equals(programme)
                        && one.errand().change().equals(change))
                .reduce((earlier, later) -> later)
                .map(one -> costing(one, LocalDate.now(clock)))
                .map(errand -> errand.asking(fields.ever(errand.key(), LocalDate.now(clock))));
    }

    /** What items of errands are called, and which of them wait for their batch. */
    Names names(List<Item> about) {
        return new Names(
                defined.get().stream()
                        .map(Defined::errand)
                        .collect(Collectors.toMap(Errand::key, errand -> errand, (earlier, later) -> later)),
                about.isEmpty()
                        ? Set.of()
                        : items.held(about.stream().map(Item::id).toList()));
    }

    /** 業務名稱, by {@code nhi-card/lost}. */
    record Names(Map<String, Errand> errands, Set<UUID> held) {

        @Nullable
        Words of(Item item) {
            Errand errand = errands.get(key(item));
            return errand == null ? null : errand.name();
        }

        Receipt.Recall recall(Item item) {
            Errand errand = errands.get(key(item));
            if (errand == null || !errand.manner().daily()) {
                return Receipt.Recall.CITIZEN;
            }
            return held.contains(item.id()) ? Receipt.Recall.OFFICE : Receipt.Recall.AGENCY;
        }

        boolean discreet(Item item) {
            return discreet().contains(key(item));
        }

        boolean photographed(Item item) {
            Errand errand = errands.get(key(item));
            return errand != null && errand.manner().photograph();
        }

        boolean pays(Item item) {
            Errand errand = errands.get(key(item));
            return errand != null && errand.manner().pays();
        }

        /** Those of which an agency says only that it took them up and that they are done. */
        List<String> discreet() {
            return errands.values().stream()
                    .filter(errand -> errand.manner().discreet())
                    .map(Errand::key)
                    .toList();
        }

        private static String key(Item item) {
            return item.programme() + "/" + item.change();
        }
    }

    /** As it costs and asks on a day. */
    private Errand costing(Defined one, LocalDate on) {
        String fee = one.fee();
        Errand errand = one.errand().asking(fields.on(one.errand().key(), on));
        return fee == null
                ? errand
                : new Errand(
                        errand.programme(),
                        errand.change(),
                        errand.agency(),
                        errand.occasion(),
                        errand.manner(),
                        rules.value(fee, on),
                        errand.name(),
                        errand.note(),
                        errand.fields());
    }

    private List<Defined> read() {
        return jdbc.sql("""
                select *, lower(valid_during) as valid_from, upper(valid_during) as valid_until
                from notice.errand order by place, programme, change, lower(valid_during) nulls first
                """)
                .query((row, number) -> new Defined(
                        errand(row),
                        new During(
                                row.getObject("valid_from", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class)),
                        row.getString("fee_rule")))
                .list();
    }

    private static Errand errand(ResultSet row) throws SQLException {
        return new Errand(
                row.getString("programme"),
                row.getString("change"),
                new AgencyCode(row.getString("agency")),
                new Errand.Occasion(
                        texts(row, "kinds").map(RegistrationKind::valueOf).collect(Collectors.toSet()),
                        texts(row, "changes").map(ChangeType::valueOf).collect(Collectors.toSet()),
                        Errand.Subject.valueOf(row.getString("subject")),
                        Errand.Standing.valueOf(row.getString("standing")),
                        row.getBoolean("alone")),
                new Errand.Manner(
                        texts(row, "person_told").toList(),
                        row.getString("manner").equals("DAILY"),
                        row.getString("answer").equals("DISCREET"),
                        row.getBoolean("photograph"),
                        row.getBoolean("pays")),
                0,
                words(row, "name"),
                words(row, "note"),
                List.of());
    }

    static Words words(ResultSet row, String column) throws SQLException {
        return new Words(row.getString(column), row.getString(column + "_en"));
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.stream((String[]) row.getArray(column).getArray());
    }
}
