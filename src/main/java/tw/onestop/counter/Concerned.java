package tw.onestop.counter;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.ChangeType;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistryDesk;

/** 異動人與異動項目: whose data, and which, changes by a sitting: what notices can be offered for. */
@Component
class Concerned {

    private final RegistryDesk registry;
    private final Sheets sheets;

    Concerned(RegistryDesk registry, Sheets sheets) {
        this.registry = registry;
        this.sheets = sheets;
    }

    /** One person, what changes for them and where they are or were registered. */
    record One(PersonId id, String name, Set<ChangeType> changes, Set<String> townships) {}

    /** What the offers are asked for, and for whom. */
    record Scope(List<RegistrationKind> kinds, List<One> people) {

        Set<ChangeType> changes() {
            Set<ChangeType> changes = EnumSet.noneOf(ChangeType.class);
            people.forEach(one -> changes.addAll(one.changes()));
            return changes;
        }
    }

    @Transactional
    Scope of(Sitting.Draft draft, Actor clerk) {
        Set<RegistrationKind> kinds = EnumSet.noneOf(RegistrationKind.class);
        Map<PersonId, One> people = new LinkedHashMap<>();
        for (Sheet sheet : sheets.all(draft, clerk)) {
            kinds.add(sheet.form().kind());
            if (sheet.assessment() != null) {
                add(people, sheet.assessment().affected());
            }
        }
        for (long id : draft.earlier()) {
            registry.registration(new RegistrationId(id), draft.reader(clerk)).ifPresent(made -> {
                kinds.add(made.kind());
                add(people, made.affected());
            });
        }
        return new Scope(List.copyOf(kinds), List.copyOf(people.values()));
    }

    private static void add(Map<PersonId, One> people, List<Registration.Affected> affected) {
        for (Registration.Affected person : affected) {
            Set<ChangeType> changes = EnumSet.noneOf(ChangeType.class);
            person.changes().keySet().forEach(name -> changes.add(ChangeType.valueOf(name)));
            One known = people.get(person.person());
            Set<String> townships = new HashSet<>(person.townships());
            if (known != null) {
                changes.addAll(known.changes());
                townships.addAll(known.townships());
            }
            if (!changes.isEmpty()) {
                people.put(person.person(), new One(person.person(), person.name(), changes, townships));
            }
        }
    }
}
