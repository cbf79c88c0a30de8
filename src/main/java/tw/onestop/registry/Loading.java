package tw.onestop.registry;

import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        Map<Integer, Relative> byRef = people(households);
        new FoundingRows(byRef, this::official, clock.instant()).write(households, copy);
        return byRef.size();
    }

    private boolean nobodyIsRegistered() {
        return jdbc.sql("select not exists (select from registry.person)")
                .query(Boolean.class)
                .single();
    }

    private Map<Integer, Relative> people(List<Founding> households) {
        int count = households.stream().mapToInt(h -> h.members().size()).sum();
        Iterator<Long> ids = jdbc.sql("select nextval('registry.person_id') from generate_series(1, ?)")
                .param(count)
                .query(Long.class)
                .list()
                .iterator();
        Map<Integer, Relative> byRef = HashMap.newHashMap(count);
        for (Founding household : households) {
            for (Founding.Member member : household.members()) {
                Relative person = new Relative(new PersonId(ids.next()), member.name());
                if (byRef.put(member.ref(), person) != null) {
                    throw new IllegalArgumentException("two members with the number " + member.ref());
                }
            }
        }
        return byRef;
    }

    private Address official(Address address) {
        Village village = villages.village(address.villageCode())
                .orElseThrow(() -> new IllegalArgumentException("no such village: " + address.villageCode()));
        return new Address(
                village.code(),
                village.county(),
                village.township(),
                village.name(),
                address.neighbourhood(),
                address.street());
    }
}
