package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.OfficeCode;

/**
 * 辦理時機: what was registered on a day and whom it changed, for who follows what families have not done yet. There are ids and codes
 * only; what was taken back is not there.
 */
public interface OccasionDesk {

    /** Registrations of one answer. */
    int MOST = 500;

    /**
     * @param kinds at least one
     * @param after behind this registration; 0 from the first
     */
    Found of(LocalDate filedOn, Collection<RegistrationKind> kinds, RegistrationId after, Actor reader);

    /** Who of these is told nothing by a message, since they bear a mark: as people, and as numbers. */
    Silent silent(Collection<PersonId> people, Collection<NationalId> numbers, Actor reader);

    /**
     * 查得.
     *
     * @param through the last registration that was looked at
     * @param more whether the day has others behind it
     */
    record Found(List<Occasion> occasions, RegistrationId through, boolean more) {

        public Found {
            occasions = List.copyOf(occasions);
        }
    }

    /**
     * 時機, one person changed by one registration.
     *
     * @param party whether the registration is theirs, not of somebody they live with
     * @param newcomer whether they are registered for the first time by it
     */
    record Occasion(
            RegistrationId registration,
            RegistrationKind kind,
            OfficeCode office,
            LocalDate eventDate,
            PersonId person,
            boolean party,
            boolean newcomer,
            Set<String> changes) {

        public Occasion {
            changes = Set.copyOf(changes);
        }
    }

    /** 不以訊息告知者. */
    record Silent(Set<PersonId> people, Set<NationalId> numbers) {

        public Silent {
            people = Set.copyOf(people);
            numbers = Set.copyOf(numbers);
        }
    }
}
