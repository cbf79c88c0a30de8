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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.AsOf;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistryDesk;

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
     * @param registration null where it is about doors
     */
    void note(
            Feed.Change change,
            @Nullable Registration registration,
            Set<PersonId> concerned,
            Set<String> areas,
            Actor by) {
        List<AreaChanges.Change> noted =
                registration == null ? ofDoors(change, concerned, by) : of(change, registration);
        changes.add(noted.stream()
                .filter(one -> one.townships().stream()
                        .anyMatch(township -> areas.stream().anyMatch(township::startsWith)))
                .toList());
    }

    private static List<AreaChanges.Change> of(Feed.Change change, Registration registration) {
        return registration.affected().stream()
                .map(affected -> new AreaChanges.Change(
                        affected.person(),
                        List.of(affected.townshipBefore(), affected.townshipAfter()),
                        names(Touched.by(change.kind(), affected.changes().keySet()))))
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
        townships.forEach((person, where) ->
                noted.add(new AreaChanges.Change(person, where, names(Touched.by(change.kind(), List.of())))));
        return noted;
    }

    private static List<String> names(Collection<Field> fields) {
        return fields.stream().map(Field::wireName).toList();
    }
}
