package tw.onestop.link;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import tw.onestop.agency.AreaGrantDesk;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistryDesk;
import tw.onestop.registry.RegistryDesk.Touching;

/**
 * 區域異動之註記: notes who is concerned in an area that somebody subscribes, as what was committed gets its numbers. Who may see them is judged
 * when a file is made.
 */
@Component
class AreaNoting {

    private static final int TOWNSHIP = 8;

    private final AreaChanges changes;
    private final RegistryDesk registry;
    private final Clock clock;

    AreaNoting(AreaChanges changes, RegistryDesk registry, Clock clock) {
        this.changes = changes;
        this.registry = registry;
        this.clock = clock;
    }

    Set<String> subscribed() {
        return changes.subscribed();
    }

    /**
     * In the order in which they were committed.
     *
     * @param concerned by them, for what is about doors
     */
    void note(List<Feed.Change> committed, Map<RegistrationId, Set<PersonId>> concerned, Set<String> areas, Actor by) {
        Map<RegistrationId, List<Touching>> touched = registry.touching(
                committed.stream().map(Feed.Change::registration).toList(), by);
        List<AreaChanges.Change> noted = new ArrayList<>();
        for (Feed.Change change : committed) {
            noted.addAll(
                    change.ofDoors()
                            ? ofDoors(change, concerned.getOrDefault(change.registration(), Set.of()), by)
                            : of(change, touched.getOrDefault(change.registration(), List.of())));
        }
        changes.add(noted.stream()
                .filter(one -> one.townships().stream().anyMatch(township -> AreaGrantDesk.covers(areas, township)))
                .toList());
    }

    private static List<AreaChanges.Change> of(Feed.Change change, List<Touching> touched) {
        return touched.stream()
                .map(one -> new AreaChanges.Change(one.person(), one.townships(), names(change.touched(one.changes()))))
                .toList();
    }

    /** Doors know no townships: those of the people behind them, the day before and today, since a boundary may have moved. */
    private List<AreaChanges.Change> ofDoors(Feed.Change change, Set<PersonId> concerned, Actor by) {
        LocalDate today = LocalDate.now(clock);
        Map<PersonId, Set<String>> townships = new HashMap<>();
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            for (Person person : registry.persons(concerned, AsOf.on(day), by)) {
                String village = person.address().villageCode();
                townships
                        .computeIfAbsent(person.id(), _ -> new TreeSet<>())
                        .add(village.substring(0, Math.min(TOWNSHIP, village.length())));
            }
        }
        List<AreaChanges.Change> noted = new ArrayList<>();
        townships.forEach(
                (person, where) -> noted.add(new AreaChanges.Change(person, where, names(change.touched(List.of())))));
        return noted;
    }

    private static List<String> names(Collection<Field> fields) {
        return fields.stream().map(Field::wireName).toList();
    }
}
