package tw.onestop.counter;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tw.onestop.agency.ChangeType;
import tw.onestop.intake.Sitting;
import tw.onestop.kernel.Actor;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationId;
import tw.onestop.registry.RegistrationKind;
import tw.onestop.registry.RegistrationType;
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

    /** One person and what changes for them. */
    record One(PersonId id, String name, Set<ChangeType> changes) {}

    /** What the offers are asked for, and for whom. */
    record Scope(List<RegistrationKind> kinds, List<One> people) {}

    @Transactional
    Scope of(Sitting.Draft draft, Actor clerk) {
        Set<RegistrationKind> kinds = EnumSet.noneOf(RegistrationKind.class);
        Map<PersonId, One> people = new LinkedHashMap<>();
        for (Sheet sheet : sheets.all(draft, clerk)) {
            kinds.add(sheet.form().kind());
            for (Person person : persons(sheet)) {
                add(
                        people,
                        person.id(),
                        person.name(),
                        Set.of(change(sheet.form().kind())));
            }
        }
        for (long id : draft.earlier()) {
            registry.registration(new RegistrationId(id), clerk).ifPresent(made -> {
                kinds.add(made.kind());
                made.affected().forEach(a -> add(people, a.person(), a.name(), changes(a)));
            });
        }
        return new Scope(List.copyOf(kinds), List.copyOf(people.values()));
    }

    private static void add(Map<PersonId, One> people, PersonId id, String name, Set<ChangeType> changes) {
        if (!changes.isEmpty()) {
            Set<ChangeType> all = EnumSet.copyOf(changes);
            One known = people.get(id);
            if (known != null) {
                all.addAll(known.changes());
            }
            people.put(id, new One(id, name, all));
        }
    }

    /** The party; of a move, the members ticked, or everybody when the whole household goes. */
    private static List<Person> persons(Sheet sheet) {
        List<RegistrationType.Field> lists = sheet.type().fields().stream()
                .filter(f -> f.kind() == RegistrationType.Kind.MEMBERS)
                .filter(f -> applies(f, sheet))
                .toList();
        boolean move = change(sheet.form().kind()) == ChangeType.ADDRESS;
        if (!move) {
            return List.of(sheet.party());
        }
        List<Person> living = sheet.present();
        if (lists.isEmpty()) {
            return living;
        }
        List<Person> some = living.stream()
                .filter(p -> sheet.holds(lists.getFirst().name(), Long.toString(p.id().value())))
                .toList();
        return some.isEmpty() ? List.of(sheet.party()) : some;
    }

    private static boolean applies(RegistrationType.Field field, Sheet sheet) {
        if (field.onlyWhen() == null) {
            return true;
        }
        int equals = field.onlyWhen().indexOf('=');
        return sheet.value(field.onlyWhen().substring(0, equals))
                .equals(field.onlyWhen().substring(equals + 1));
    }

    private static ChangeType change(RegistrationKind kind) {
        return switch (kind) {
            case ADDR, MOVE_IN -> ChangeType.ADDRESS;
            case NAME -> ChangeType.NAME;
            case BIRTH_DATE -> ChangeType.BIRTH_DATE;
            case DEATH -> ChangeType.DEATH;
        };
    }

    private static Set<ChangeType> changes(Registration.Affected affected) {
        Set<ChangeType> changes = EnumSet.noneOf(ChangeType.class);
        affected.changes().keySet().forEach(name -> changes.add(ChangeType.valueOf(name)));
        return changes;
    }
}
