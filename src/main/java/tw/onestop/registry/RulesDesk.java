package tw.onestop.registry;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.OfficeCode;

/** 法定期限與逕為登記: what the dated rules of registration say, for those who follow what was not registered yet. */
public interface RulesDesk {

    /** 申登期限 (戶籍法 §48), counted from the event or the finality; empty for a type without one. */
    Optional<LocalDate> filingLimit(RegistrationKind kind, LocalDate from);

    /** The last day of a limit of so many days; one that would end on a day off ends on the next working day. */
    LocalDate lastDay(LocalDate from, int days);

    /** 放假日: a Saturday, a Sunday or a day announced as a holiday. */
    boolean isDayOff(LocalDate day);

    /** The last of so many working days after a day. */
    LocalDate workingDay(LocalDate after, int days);

    /** Whether the office may register it by itself. */
    Optional<ExOfficio> exOfficio(RegistrationKind kind, LocalDate on);

    /** 兩人覆核: whether a second person looks at one of these before they are recorded at an office. */
    boolean secondPerson(Collection<RegistrationKind> kinds, @Nullable OfficeCode office, LocalDate on);

    /**
     * A limit or an amount by name: {@code demand.days}, {@code fine.to}.
     *
     * @throws IllegalStateException when there is none on that day
     */
    int value(String name, LocalDate on);

    /**
     * 逕為登記.
     *
     * @param afterDemand whether the office demands it in writing first (戶籍法 §48-2)
     * @param article of the Act, as annotations and letters name it
     */
    record ExOfficio(boolean afterDemand, String article) {}
}
