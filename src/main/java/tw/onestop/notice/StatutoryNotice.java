package tw.onestop.notice;

import java.time.LocalDate;
import java.util.Map;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Registration;

/** 法定通報: what the law tells without consent, by rule and in the transaction of the registration. */
enum StatutoryNotice implements Programme {
    PROGRAMME;

    @Override
    public String code() {
        return "statutory";
    }

    @Override
    public String what(ChangeType change) {
        return change == ChangeType.ADDRESS ? "move" : change.wireName();
    }

    /** The payload for one agency. */
    Data data(Matter matter, Responsibility responsibility) {
        Registration.Affected person = matter.affected();
        Registration registration = matter.registration();
        return new Data(
                code(),
                what(matter.change()),
                responsibility,
                registration.eventDate(),
                new Data.Person(person.nationalId().value(), person.name(), person.sex(), person.birthDate()),
                matter.values().before(),
                matter.values().after(),
                new RegistrationChange.Data.Source(registration.kind(), registration.recordedAt()));
    }

    /** {@code data} of the envelope, as its schema describes it. */
    record Data(
            String programme,
            String change,
            Responsibility responsibility,
            LocalDate effectiveDate,
            Person person,
            Map<String, String> before,
            Map<String, String> after,
            RegistrationChange.Data.Source registration) {

        record Person(String nationalId, String name, Sex sex, LocalDate birthDate) {}
    }
}
