package tw.onestop.registry;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;
import tw.onestop.kernel.Sex;

/**
 * 登記, a registration as recorded, with what it changed for whom: the source of every notice.
 *
 * @param affected every person some data of whom changed by it, the party first
 * @param revokedOn 撤銷 filed on, null while it stands
 * @param about of a revocation the type it took back, else the kind
 * @param takenBack of a revocation the registration it took back, else null
 */
public record Registration(
        RegistrationId id,
        RegistrationKind kind,
        OfficeCode office,
        LocalDate eventDate,
        LocalDate filedOn,
        Instant recordedAt,
        String annotation,
        List<Affected> affected,
        @Nullable LocalDate revokedOn,
        RegistrationKind about,
        @Nullable RegistrationId takenBack) {

    /** One that stands. */
    public Registration(
            RegistrationId id,
            RegistrationKind kind,
            OfficeCode office,
            LocalDate eventDate,
            LocalDate filedOn,
            Instant recordedAt,
            String annotation,
            List<Affected> affected) {
        this(id, kind, office, eventDate, filedOn, recordedAt, annotation, affected, null, kind, null);
    }

    /** The same with others affected. */
    Registration affecting(List<Affected> others) {
        return new Registration(
                id, kind, office, eventDate, filedOn, recordedAt, annotation, others, revokedOn, about, takenBack);
    }

    /**
     * 異動人.
     *
     * @param changes by the name of the change ({@code NAME UIN BIRTH_DATE ADDRESS HEAD DEATH MARITAL STATUS ORIGIN}): values before
     *     and after
     * @param townshipBefore eight digits, where the person was registered before, {@code ""} where they were not, or it
     *     is withheld;
     *     {@code townshipAfter} after
     * @param newcomer whether the person is registered for the first time by it; said also where the township is withheld
     */
    public record Affected(
            PersonId person,
            NationalId nationalId,
            String name,
            Sex sex,
            LocalDate birthDate,
            String townshipBefore,
            String townshipAfter,
            Map<String, Change> changes,
            boolean newcomer) {

        /** With everything that is known of where they were registered. */
        public Affected(
                PersonId person,
                NationalId nationalId,
                String name,
                Sex sex,
                LocalDate birthDate,
                String townshipBefore,
                String townshipAfter,
                Map<String, Change> changes) {
            this(
                    person,
                    nationalId,
                    name,
                    sex,
                    birthDate,
                    townshipBefore,
                    townshipAfter,
                    changes,
                    townshipBefore.isEmpty());
        }

        /** Before and after, without where they were not. */
        public Set<String> townships() {
            return Stream.of(townshipBefore, townshipAfter)
                    .filter(township -> !township.isEmpty())
                    .collect(Collectors.toSet());
        }

        /** Without what tells where they live: neither the address and its township nor the household. */
        Affected withoutAddress() {
            Map<String, Change> others = new LinkedHashMap<>(changes);
            others.keySet().removeAll(List.of("ADDRESS", "HEAD"));
            return new Affected(person, nationalId, name, sex, birthDate, "", "", Map.copyOf(others), newcomer);
        }
    }

    /** Values by name on the wire: {@code {"address.full": …, "address.villageCode": …}}, {@code {"name": …}}. */
    public record Change(Map<String, String> before, Map<String, String> after) {}
}
