package tw.onestop.counter;

import java.util.ArrayList;
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
import tw.onestop.kernel.NationalId;
import tw.onestop.notice.NoticeForm;
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
    record One(PersonId id, NationalId nationalId, String name, Set<ChangeType> changes, Set<String> townships) {}

    /**
     * 登記事件: one registration, made or about to be, and what it is to one person.
     *
     * @param newcomer whether the person is registered for the first time by it
     */
    record Event(RegistrationKind kind, PersonId person, String name, Set<ChangeType> changes, boolean newcomer) {}

    /** What the offers are asked for, and for whom. */
    record Scope(List<RegistrationKind> kinds, List<One> people, List<Event> events) {

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
        List<Event> events = new ArrayList<>();
        for (Sheet sheet : sheets.all(draft, clerk)) {
            RegistrationKind kind = sheet.form().kind();
            kinds.add(kind);
            if (sheet.assessment() != null) {
                add(people, sheet.assessment().affected());
                PersonId newcomer = NoticeForm.Wish.newcomer(sheet.index());
                sheet.assessment()
                        .affected()
                        .forEach(one -> events.add(event(kind, one, one.newcomer() ? newcomer : one.person())));
            }
        }
        for (long id : draft.earlier()) {
            registry.registration(new RegistrationId(id), draft.reader(clerk)).ifPresent(made -> {
                kinds.add(made.kind());
                add(people, made.affected());
                made.affected().forEach(one -> events.add(event(made.kind(), one, one.person())));
            });
        }
        return new Scope(List.copyOf(kinds), List.copyOf(people.values()), events);
    }

    private static Event event(RegistrationKind kind, Registration.Affected one, PersonId person) {
        return new Event(kind, person, one.name(), changes(one), one.newcomer());
    }

    private static Set<ChangeType> changes(Registration.Affected person) {
        Set<ChangeType> changes = EnumSet.noneOf(ChangeType.class);
        person.changes().keySet().forEach(name -> changes.add(ChangeType.valueOf(name)));
        return changes;
    }

    private static void add(Map<PersonId, One> people, List<Registration.Affected> affected) {
        for (Registration.Affected person : affected) {
            Set<ChangeType> changes = changes(person);
            One known = people.get(person.person());
            Set<String> townships = new HashSet<>(person.townships());
            if (known != null) {
                changes.addAll(known.changes());
                townships.addAll(known.townships());
            }
            if (!changes.isEmpty()) {
                people.put(
                        person.person(),
                        new One(person.person(), person.nationalId(), person.name(), changes, townships));
            }
        }
    }
}
