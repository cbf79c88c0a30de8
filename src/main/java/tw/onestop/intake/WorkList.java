package tw.onestop.intake;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tw.onestop.registry.RegistrationKind;

/**
 * 工作清單.
 *
 * @param entries that fit the words, the most pressing first
 * @param counts of each stage in this scope, whatever the words; {@code scopes} of each scope
 */
public record WorkList(List<Entry> entries, Map<Group, Integer> counts, Map<Scope, Integer> scopes) {

    public WorkList {
        entries = List.copyOf(entries);
        counts = Map.copyOf(counts);
        scopes = Map.copyOf(scopes);
    }

    /** 範圍. */
    public enum Scope {
        /** 我的工作: sittings not concluded, and tasks taken up. */
        MINE,
        /** 本所工作: every task of the office. */
        OFFICE,
        /** 主管: the same with everybody's sittings. */
        TEAM
    }

    /** 類別 of work. */
    public enum Group {
        EXCEPTION,
        REGISTER,
        DEMAND,
        NOTIFY,
        DRAFT
    }

    /** 急迫程度, by the day on which the next step is due. */
    public enum Urgency {
        OVERDUE,
        TODAY,
        SOON,
        LATER
    }

    /**
     * 一件工作.
     *
     * @param stage of a task; null of a sitting
     * @param id of the task or the sitting
     * @param title a masked name, {@code ""} when none is known
     * @param due when the next step is due; of a sitting, the day it was opened
     * @param days until then, negative when it has passed
     * @param clerk whose work it is, {@code ""} while nobody took it up
     */
    public record Entry(
            Group group,
            Task.@Nullable Stage stage,
            String id,
            String title,
            List<RegistrationKind> kinds,
            LocalDate due,
            long days,
            String clerk) {

        private static final int SOON = 3;

        public Entry {
            kinds = List.copyOf(kinds);
        }

        public Urgency urgency() {
            return days < 0 ? Urgency.OVERDUE : days == 0 ? Urgency.TODAY : days <= SOON ? Urgency.SOON : Urgency.LATER;
        }
    }
}
