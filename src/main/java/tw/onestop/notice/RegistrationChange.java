package tw.onestop.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.registry.Registration;
import tw.onestop.registry.RegistrationKind;

/** 戶籍資料異動跨機關通報: what the citizen ticks, to whom, by consent. Nothing leaves that was not ticked. */
enum RegistrationChange implements Programme {
    PROGRAMME;

    @Override
    public String code() {
        return "registration-change";
    }

    /** The part of a notice's type that names the change. */
    String what(ChangeType change) {
        return change.wireName();
    }

    /** The payload for one item. */
    Data data(Matter matter, Map<String, String> keys, Contact contact) {
        Registration registration = matter.registration();
        return new Data(
                code(),
                what(matter.change()),
                registration.eventDate(),
                new Data.Person(
                        matter.affected().nationalId().value(),
                        matter.affected().name()),
                matter.values().before(),
                matter.values().after(),
                keys,
                contact.phone().isEmpty()
                        ? new Data.Reach(null, contact.email())
                        : new Data.Reach(contact.phone(), null),
                new Data.Source(registration.kind(), registration.recordedAt()));
    }

    /** {@code data} of the envelope, as its schema describes it. */
    record Data(
            String programme,
            String change,
            LocalDate effectiveDate,
            Person person,
            Map<String, String> before,
            Map<String, String> after,
            Map<String, String> extraKeys,
            Reach contact,
            Source registration) {

        record Person(String nationalId, String name) {}

        /** How the agency reaches the citizen: the telephone number, else the address for mail. */
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Reach(@Nullable String phone, @Nullable String email) {}

        record Source(RegistrationKind kind, Instant recordedAt) {}
    }
}
