package tw.onestop.notice;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import tw.onestop.agency.ChangeType;
import tw.onestop.agency.Proposal;
import tw.onestop.agency.Responsibility;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.During;
import tw.onestop.kernel.Refusal;
import tw.onestop.registry.RegistrationKind;

/** 法定通報規則: who is told by law of what; a rule is prepared by one of the ministry and enacted by another, for a day. */
public interface RuleDesk {

    /** Changes that a statutory notice can tell of. */
    Set<ChangeType> CHANGES =
            Set.of(ChangeType.ADDRESS, ChangeType.NAME, ChangeType.UIN, ChangeType.BIRTH_DATE, ChangeType.DEATH);

    /** Prepares a rule, or the end of one; answers what is refused. */
    List<Refusal> prepare(RuleForm typed, Actor by);

    /** All rules there ever were and will be. */
    List<Held> rules(Actor reader);

    /** What was typed for a proposal. */
    RuleForm form(Proposal proposal);

    /** 適用範圍: of which township's agency and of whom; ages by the calendar year, both ends included. */
    record Extent(String township, boolean menOnly, int ageFrom, int ageUntil) {

        static final int NO_LIMIT = 999;

        /** Whether only some are meant. */
        public boolean ofSome() {
            return menOnly || ageFrom > 0 || ageUntil < NO_LIMIT;
        }
    }

    /**
     * A rule and the days it holds.
     *
     * @param note what is said of it to citizens, {@code ""} for nothing, like {@code noteEn}
     */
    record Held(
            RegistrationKind kind,
            ChangeType change,
            Responsibility responsibility,
            Extent extent,
            String note,
            String noteEn,
            String source,
            During during) {

        public boolean holds(LocalDate on) {
            return during.contains(on);
        }
    }
}
