package tw.onestop.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.Sex;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;

/** 法定通報: what the law tells without consent, by rule and in the transaction of the registration. */
enum StatutoryNotice implements Programme {
    PROGRAMME;

    @Override
    public String code() {
        return "statutory";
    }

    /** The part of a notice's type that names the change. */
    String what(ChangeType change) {
        return change.wireNameByLaw();
    }

    /** What is corrected, taken back or annulled has a type of its own, whatever it is that was registered. */
    String what(Matter matter) {
        return what(matter.registration().kind(), matter.change());
    }

    String what(RegistrationKind kind, ChangeType change) {
        return switch (kind) {
            case CORRECT -> "correction";
            case REVOKE -> "revocation";
            case ANNUL -> "annulment";
            default -> what(change);
        };
    }

    /** By which days are promised: {@code statutory.move}. */
    String matter(RegistrationKind kind, ChangeType change) {
        return code() + "." + what(kind, change);
    }

    /**
     * The payload for one agency.
     *
     * @param earlier the notices by which the agency was told of what is now corrected or taken back
     */
    Data data(Matter matter, Responsibility responsibility, List<UUID> earlier) {
        Registration.Affected person = matter.affected();
        Registration registration = matter.registration();
        String own = what(matter.change());
        String what = what(matter);
        return new Data(
                code(),
                what,
                what.equals(own) ? null : own,
                what.equals(own) ? null : earlier,
                responsibility,
                registration.eventDate(),
                new Data.Person(person.nationalId().value(), person.name(), person.sex(), person.birthDate()),
                matter.values().before(),
                matter.values().after(),
                new RegistrationChange.Data.Source(registration.kind(), registration.recordedAt()));
    }

    /** {@code data} of the envelope, as its schema describes it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String programme,
            String change,
            @Nullable String concerns,
            @Nullable List<UUID> notices,
            Responsibility responsibility,
            LocalDate effectiveDate,
            Person person,
            Map<String, String> before,
            Map<String, String> after,
            RegistrationChange.Data.Source registration) {

        record Person(String nationalId, String name, Sex sex, LocalDate birthDate) {}
    }
}
