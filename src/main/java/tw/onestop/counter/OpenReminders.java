package tw.onestop.counter;

import java.util.Collection;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tw.onestop.access.AccessDesk;
import tw.onestop.notice.ReminderDesk;
import tw.onestop.registry.Person;
import tw.onestop.registry.PersonId;

/** 主動提醒 on the pages of others ({@code @openReminders}): of the people shown, so that whoever serves them next offers it, and of the office. */
@Component("openReminders")
public class OpenReminders {

    private final ReminderDesk reminders;
    private final AccessDesk access;

    OpenReminders(ReminderDesk reminders, AccessDesk access) {
        this.reminders = reminders;
        this.access = access;
    }

    public ReminderDesk.Standing of(Collection<Person> members, Person shown) {
        return reminders.of(
                Stream.concat(members.stream(), Stream.of(shown))
                        .map(Person::id)
                        .distinct()
                        .toList(),
                access.current().actor());
    }

    public String name(Collection<Person> members, Person shown, PersonId of) {
        return Stream.concat(members.stream(), Stream.of(shown))
                .filter(one -> one.id().equals(of))
                .map(Person::name)
                .findFirst()
                .orElse("");
    }

    /** How many the clerk's office has to remind of. */
    public int ofOffice() {
        return reminders.ofOffice(0, access.current().actor()).all();
    }
}
