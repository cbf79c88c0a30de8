package tw.onestop.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.HouseholdNo;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;
import tw.onestop.kernel.RocDate;
import tw.onestop.kernel.Text;

/** 查詢: who fits what is typed, among the people as they are registered today. */
@Component
class Finder {

    static final int LIMIT = 50;

    private static final Pattern WILDCARD = Pattern.compile("[%_*?＊？％＿]");
    private static final Pattern NEIGHBOURHOOD = Pattern.compile("(\\d{1,3})鄰(.*)");
    private static final int SHORTEST_STREET = 4;
    /** Few bear such names, so their indexes leave out those who do not; the condition says so, else they are not used. */
    private static final String ROMANISED = "(p.romanised_folded <> '' and p.romanised_folded like :prefix)";

    private static final String TRADITIONAL = "(p.indigenous_folded <> '' and p.indigenous_folded like :prefix)";

    private final JdbcClient jdbc;
    private final Villages villages;
    private final Clock clock;

    Finder(JdbcClient jdbc, Villages villages, Clock clock) {
        this.jdbc = jdbc;
        this.villages = villages;
        this.clock = clock;
    }

    /**
     * 查詢結果.
     *
     * @param criteria names of what was searched by, never its values
     * @param subject the number searched by, for the trail's index
     * @param formerly who was found by a former name of their door
     */
    record Answer(
            List<PersonId> persons,
            boolean more,
            List<Refusal> refusals,
            String criteria,
            @Nullable NationalId subject,
            Set<PersonId> formerly) {

        static Answer refused(String criteria, Refusal refusal) {
            return new Answer(List.of(), false, List.of(refusal), criteria, null, Set.of());
        }
    }

    /**
     * @param hidden who is not there: neither found, nor counted, nor in the way of others
     */
    Answer find(PersonSearch search, Set<PersonId> hidden) {
        String nationalId = typed(search.nationalId());
        String name = typed(search.name());
        String birthDate = typed(search.birthDate());
        String householdNo = typed(search.householdNo());
        String address = typed(search.address());
        long ways = Stream.of(nationalId, name, householdNo, address)
                .filter(s -> !s.isEmpty())
                .count();
        if (ways > 1) {
            return Answer.refused("several", Refusal.of("", "registry.search.one"));
        } else if (!nationalId.isEmpty()) {
            return byNumber(nationalId, hidden);
        } else if (!name.isEmpty()) {
            return byName(name, birthDate, hidden);
        } else if (!householdNo.isEmpty()) {
            return byHousehold(householdNo, hidden);
        } else if (!address.isEmpty()) {
            return byAddress(address, hidden);
        } else if (!birthDate.isEmpty()) {
            return Answer.refused("birthDate", Refusal.of("name", "registry.search.nameMissing"));
        }
        return Answer.refused("none", Refusal.of("", "registry.search.empty"));
    }

    private Answer byNumber(String typed, Set<PersonId> hidden) {
        Optional<NationalId> id = NationalId.parse(typed);
        if (id.isEmpty()) {
            return Answer.refused("nationalId", Refusal.of("nationalId", "registry.nationalId.invalid"));
        }
        // Who bears the number, and who bore it: two indexes, so two questions in one.
        List<PersonId> found = ids("""
                        p.id in (select id from registry.person where national_id = :id and upper_inf(valid_during)
                                 union all
                                 select id from registry.person where national_id = :id and not upper_inf(valid_during))
                        """, Map.of("id", id.get().value()), "", hidden);
        return new Answer(found, false, List.of(), "nationalId", id.get(), Set.of());
    }

    private Answer byName(String typed, String typedDate, Set<PersonId> hidden) {
        String name = Text.fold(typed);
        String criteria = typedDate.isEmpty() ? "name" : "name,birthDate";
        if (WILDCARD.matcher(typed).find()) {
            return Answer.refused(criteria, Refusal.of("name", "registry.search.wildcard"));
        }
        if (Text.length(name) < (typedDate.isEmpty() ? 2 : 1)) {
            return Answer.refused(criteria, Refusal.of("name", "registry.search.nameTooShort"));
        }
        Map<String, Object> values = new HashMap<>(Map.of("name", name, "prefix", name + "%"));
        String day = "";
        if (!typedDate.isEmpty()) {
            Optional<LocalDate> date = RocDate.parse(typedDate);
            if (date.isEmpty()) {
                return Answer.refused(criteria, Refusal.of("birthDate", "registry.date.unknown"));
            }
            values.put("birthDate", date.get());
            day = " and p.birth_date = :birthDate";
        }
        boolean roman = Typed.isRomanised(Text.halfWidth(typed).strip());
        String where = roman
                ? "(p.name_folded like :prefix or %s or %s)".formatted(ROMANISED, TRADITIONAL)
                : "p.name_folded like :prefix";
        String exactFirst = roman
                ? ":name not in (p.name_folded, p.romanised_folded, p.indigenous_folded),"
                : "p.name_folded <> :name,";
        return answer(ids(where + day, values, exactFirst, hidden), criteria);
    }

    private Answer byHousehold(String typed, Set<PersonId> hidden) {
        Optional<HouseholdNo> no = HouseholdNo.parse(typed);
        if (no.isEmpty()) {
            return Answer.refused("householdNo", Refusal.of("householdNo", "registry.householdNo.invalid"));
        }
        return answer(ids("""
                        p.id in (select id from registry.stay where household_no = :no and upper_inf(valid_during))
                        """, Map.of("no", no.get().value()), "", hidden), "householdNo");
    }

    private Answer byAddress(String typed, Set<PersonId> hidden) {
        if (WILDCARD.matcher(typed).find()) {
            return Answer.refused("address", Refusal.of("address", "registry.search.wildcard"));
        }
        Place place = place(typed);
        if (place.wide()) {
            return Answer.refused("address", Refusal.of("address", "registry.search.addressTooWide"));
        }
        Map<String, Object> values = new HashMap<>(place.values());
        values.put("today", LocalDate.now(clock));
        List<PersonId> here = ids(here(place), values, "", hidden);
        List<PersonId> formerly = new ArrayList<>();
        if (here.size() <= LIMIT) { // else nobody more is shown
            formerly.addAll(ids(formerly(place), values, "", hidden));
            formerly.removeAll(here);
        }
        List<PersonId> all = new ArrayList<>(here);
        all.addAll(formerly);
        Answer answer = answer(all, "address");
        return new Answer(answer.persons(), answer.more(), List.of(), answer.criteria(), null, new HashSet<>(formerly));
    }

    /** Whose address it is today, also until a day to come on which the door is renumbered; in the words of the indexes. */
    private static String here(Place place) {
        return """
                s.left_on is null and s.household_no in (
                    select h.id from registry.household h
                    where upper_inf(h.valid_during) and not h.closed and h.valid_during @> :today::date and %1$s
                    union all
                    select h.id from registry.household h
                    where not upper_inf(h.valid_during) and not h.closed and h.valid_during @> :today::date and %1$s)
                """.formatted(place.condition());
    }

    /** 原住址: whose door was called so before, and who has not moved since. */
    private static String formerly(Place place) {
        return """
                s.left_on is null and s.household_no in (
                    select h.id from registry.household h
                    join registry.household n on n.id = h.id and (n.valid_during @> :today::date) is true and not n.closed
                        and n.address_since = h.address_since
                        and (n.village_code, n.neighbourhood, n.street_folded)
                            <> (h.village_code, h.neighbourhood, h.street_folded)
                    where not upper_inf(h.valid_during) and upper(h.valid_during) <= :today::date and %s)
                """.formatted(place.condition());
    }

    /**
     * Who lived at an address on a day. Asked in the words of the indexes, which know the present, the past and what is no
     * longer believed apart; and in a township, since nobody keeps pairs of characters of the past.
     */
    Answer residents(String address, Moment moment, Set<PersonId> hidden) {
        String typed = address.strip();
        if (typed.isEmpty()) {
            return Answer.refused("residents", Refusal.of("address", "registry.search.addressMissing"));
        } else if (WILDCARD.matcher(typed).find()) {
            return Answer.refused("residents", Refusal.of("address", "registry.search.wildcard"));
        }
        Place place = place(typed);
        if (place.wide() || place.anywhere()) {
            return Answer.refused("residents", Refusal.of("address", "registry.search.townshipMissing"));
        }
        String then = "h.valid_during @> :on::date and not h.closed and " + place.condition();
        String known = moment.knownAt() == null ? "" : " and h.recorded_at <= :knownAt";
        String households = """
                select h.id from registry.household h where upper_inf(h.valid_during) and %1$s %2$s
                union all
                select h.id from registry.household h where not upper_inf(h.valid_during) and %1$s %2$s
                """.formatted(then, known);
        if (moment.knownAt() != null) {
            households += """
                    union all
                    select h.id from registry.household_superseded h where h.recorded_during @> :knownAt and %s
                    """.formatted(then);
        }
        List<PersonId> found = jdbc.sql("""
                        select s.id from %s as s
                        where s.household_no in (%s) and %s and s.left_on is null
                            and s.id <> all (:hidden)
                        order by s.household_no, s.id limit %d
                        """.formatted(
                                moment.believed("stay", "household_no, left_on"),
                                households,
                                Moment.holds("s", ":on::date"),
                                LIMIT + 1))
                .params(place.values())
                .params(moment.parameters())
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list();
        return answer(found, "residents");
    }

    /**
     * 地點 as a condition on households {@code h}.
     *
     * @param wide whether too many would fit
     * @param anywhere whether no township was named
     */
    private record Place(String condition, Map<String, Object> values, boolean wide, boolean anywhere) {}

    private Place place(String typed) {
        Villages.Cut cut = villages.cut(typed);
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        String rest = cut.rest();
        boolean anywhere = cut.villages().isEmpty();
        if (!anywhere) {
            conditions.add("left(h.village_code, 8) in (:townships)");
            values.put(
                    "townships",
                    cut.villages().stream()
                            .map(v -> v.code().substring(0, 8))
                            .distinct()
                            .toList());
            if (cut.villageNamed()) {
                conditions.add("h.village_code in (:villages)");
                values.put(
                        "villages", cut.villages().stream().map(Village::code).toList());
            }
        }
        Matcher neighbourhood = NEIGHBOURHOOD.matcher(rest);
        if (neighbourhood.matches()) {
            conditions.add("h.neighbourhood = :neighbourhood");
            values.put("neighbourhood", Integer.parseInt(neighbourhood.group(1)));
            rest = neighbourhood.group(2);
        }
        String street = AddressText.foldStreet(rest);
        if (!street.isEmpty()) {
            conditions.add("h.street_folded like :pattern");
            values.put("pattern", (anywhere ? "%" : "") + street + "%");
            if (anywhere) {
                conditions.add("registry.bigrams(h.street_folded) @> registry.bigrams(:street)");
                values.put("street", street);
            }
        }
        boolean wide = anywhere ? Text.length(street) < SHORTEST_STREET : street.isEmpty() && !cut.villageNamed();
        return new Place(String.join(" and ", conditions), values, wide, anywhere);
    }

    private static Answer answer(List<PersonId> found, String criteria) {
        boolean more = found.size() > LIMIT;
        return new Answer(more ? found.subList(0, LIMIT) : found, more, List.of(), criteria, null, Set.of());
    }

    private List<PersonId> ids(String condition, Map<String, ?> values, String order, Set<PersonId> hidden) {
        return jdbc.sql("""
                        select p.id
                        from registry.person p join registry.stay s on s.id = p.id and upper_inf(s.valid_during)
                        where upper_inf(p.valid_during) and p.id <> all (:hidden) and %s
                        order by %s p.name_folded, p.birth_date, p.id limit %d
                        """.formatted(condition, order, LIMIT + 1))
                .params(values)
                .param("hidden", PersonId.array(hidden))
                .query((row, n) -> new PersonId(row.getLong("id")))
                .list();
    }

    private static String typed(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
