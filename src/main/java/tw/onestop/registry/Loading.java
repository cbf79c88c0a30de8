package tw.onestop.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.registry.PersonFacts.Relative;

/** 資料載入 by COPY in one transaction; the households are held in memory while names of kin are looked up. */
@Component
class Loading implements RegistryLoad {

    private final JdbcClient jdbc;
    private final Copy copy;
    private final Villages villages;
    private final Clock clock;

    Loading(JdbcClient jdbc, Copy copy, Villages villages, Clock clock) {
        this.jdbc = jdbc;
        this.copy = copy;
        this.villages = villages;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isEmpty() {
        return nobodyIsRegistered();
    }

    @Override
    @Transactional
    public long load(Stream<Founding> households) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('registry.load'))")
                .query((row, n) -> n)
                .list();
        if (!nobodyIsRegistered()) {
            throw new IllegalStateException("the register is not empty: nothing was loaded");
        }
        return found(households.toList());
    }

    /** Founds households in a register that may hold others. */
    long found(List<Founding> households) {
        List<Founding.Member> members =
                households.stream().flatMap(h -> h.members().stream()).toList();
        Map<Integer, Relative> byRef = people(members);
        PersonColumns personColumns = new PersonColumns();
        Stay.Columns stayColumns = new Stay.Columns();
        HouseholdRecord.Columns householdColumns = new HouseholdRecord.Columns();
        Instant now = clock.instant();
        List<List<@Nullable Object>> persons = new ArrayList<>(members.size());
        List<List<@Nullable Object>> stays = new ArrayList<>(members.size());
        List<List<@Nullable Object>> records = new ArrayList<>(households.size());
        List<List<@Nullable Object>> anchors = new ArrayList<>(households.size());
        for (Founding h : households) {
            Village village = villages.village(h.address().villageCode())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "no such village: " + h.address().villageCode()));
            for (Founding.Member m : h.members()) {
                Relative self = relative(byRef, m.ref());
                LocalDate since = m.birthDate().isAfter(h.since()) ? m.birthDate() : h.since();
                persons.add(row(self, m.birthDate(), now, personColumns.values(facts(m, byRef))));
                stays.add(row(self, since, now, stayColumns.values(new Stay(h.no(), m.relationToHead(), null))));
            }
            Relative head = relative(byRef, h.members().getFirst().ref());
            Address address = new Address(
                    village.code(),
                    village.county(),
                    village.township(),
                    village.name(),
                    h.address().neighbourhood(),
                    h.address().street());
            HouseholdRecord record = new HouseholdRecord(1, h.kind(), id(head), address, h.since(), h.since(), false);
            records.add(row(h.no().value(), h.since(), now, householdColumns.values(record)));
            anchors.add(List.of(h.no().value(), 1, now));
        }
        copy.into("registry.household_anchor (no, version, recorded_at)", anchors);
        copy.into(target(householdColumns), records);
        copy.into(target(personColumns), persons);
        copy.into(target(stayColumns), stays);
        return members.size();
    }

    private boolean nobodyIsRegistered() {
        return jdbc.sql("select not exists (select from registry.person)")
                .query(Boolean.class)
                .single();
    }

    private Map<Integer, Relative> people(List<Founding.Member> members) {
        List<Long> ids = jdbc.sql("select nextval('registry.person_id') from generate_series(1, ?)")
                .param(members.size())
                .query(Long.class)
                .list();
        Map<Integer, Relative> byRef = new HashMap<>();
        for (int i = 0; i < members.size(); i++) {
            Relative person =
                    new Relative(new PersonId(ids.get(i)), members.get(i).name());
            if (byRef.put(members.get(i).ref(), person) != null) {
                throw new IllegalArgumentException(
                        "two members with the number " + members.get(i).ref());
            }
        }
        return byRef;
    }

    private static PersonFacts facts(Founding.Member m, Map<Integer, Relative> byRef) {
        return new PersonFacts(
                m.nationalId(),
                m.name(),
                m.surnameLength(),
                m.sex(),
                m.birthDate(),
                m.birthPlace(),
                m.birthOrder(),
                m.marital(),
                Person.DomicileStatus.PRESENT,
                null,
                kin(byRef, m.fatherRef(), m.fatherName()),
                kin(byRef, m.motherRef(), m.motherName()),
                kin(byRef, m.spouseRef(), null),
                Care.NONE,
                Indigenous.NONE,
                Adopted.NONE,
                "");
    }

    private static Relative kin(Map<Integer, Relative> byRef, @Nullable Integer ref, @Nullable String name) {
        return ref == null ? new Relative(null, name) : relative(byRef, ref);
    }

    private static Relative relative(Map<Integer, Relative> byRef, int ref) {
        Relative relative = byRef.get(ref);
        if (relative == null) {
            throw new IllegalArgumentException("nobody in the load has the number " + ref);
        }
        return relative;
    }

    private static PersonId id(Relative relative) {
        return java.util.Objects.requireNonNull(relative.id());
    }

    private static String target(Facts<?, ?> facts) {
        return "registry.%s (id, valid_during, recorded_at, %s)"
                .formatted(facts.table(), String.join(", ", facts.columns()));
    }

    private static List<@Nullable Object> row(
            Relative self, LocalDate from, Instant at, List<@Nullable Object> values) {
        return row(id(self).value(), from, at, values);
    }

    private static List<@Nullable Object> row(Object id, LocalDate from, Instant at, List<@Nullable Object> values) {
        List<@Nullable Object> row = new ArrayList<>(values.size() + 3);
        row.add(id);
        row.add("[" + from + ",)");
        row.add(at);
        row.addAll(values);
        return row;
    }
}
