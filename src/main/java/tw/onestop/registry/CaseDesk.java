package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Sex;

/**
 * 試行資料: what was registered in some days, for who wants to know what a rule would have done to it. Nobody is named: of each person
 * there is the sex, the year of birth, the townships and which of their data changed.
 */
public interface CaseDesk {

    /** How many are looked through at most; a nation's month of moves is fewer. */
    int MOST = 200_000;

    /**
     * @param kinds none for all
     * @param until not included
     */
    List<Case> cases(Collection<RegistrationKind> kinds, LocalDate from, LocalDate until, Actor reader);

    /** 案例, one person changed by one registration. */
    record Case(
            RegistrationId registration,
            RegistrationKind kind,
            LocalDate eventDate,
            LocalDate filedOn,
            Sex sex,
            int birthYear,
            String townshipBefore,
            String townshipAfter,
            Set<String> changes) {

        public Case {
            changes = Set.copyOf(changes);
        }
    }
}
