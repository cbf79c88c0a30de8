package tw.onestop.notice;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;
import tw.onestop.notice.Errand.Words;
import tw.onestop.notice.Reminder.Answer;
import tw.onestop.registry.PersonId;

/** 主動提醒: what families have not taken yet, for the counter that tells them, and what came of it, for the ministry. */
public interface ReminderDesk {

    /** Rows of a page of an office. */
    int ROWS = 20;

    /** What the clerk's office may remind of now, what ends soonest first; without whom the clerk may not see. */
    OfficePage ofOffice(int page, Actor clerk);

    /** What stands open for these people, wherever it was registered, and who of them wants no reminders. */
    Standing of(Collection<PersonId> people, Actor clerk);

    /** One that is open; empty where it is not, or is about somebody whom the clerk may not see. */
    Optional<Reminder> open(long id, Actor clerk);

    /** Records what somebody said to it; answers why it cannot be. */
    Optional<Refusal> answer(long id, Answer answer, Actor clerk);

    /** 恢復提醒: reminds of this person again, of all that can still be done; answers why it cannot be. */
    Optional<Refusal> resume(PersonId person, Actor clerk);

    /**
     * 補看: looks once more through what was registered since a day, for more was brought in under an earlier one. What is followed already
     * stays as it is.
     */
    void lookAgain(LocalDate since, Actor by);

    /** 申辦率: what came of the occasions registered in these months, by month and matter. */
    List<TakeUp> takeUp(YearMonth from, YearMonth until, Actor reader);

    /**
     * 本所待提醒.
     *
     * @param all how many there are on all pages
     */
    record OfficePage(List<Reminder> reminders, int all) {

        public OfficePage {
            reminders = List.copyOf(reminders);
        }

        public int pages() {
            return Math.max(1, (all + ROWS - 1) / ROWS);
        }
    }

    /** 某些人之提醒. */
    record Standing(List<Reminder> open, Set<PersonId> declining) {

        public Standing {
            open = List.copyOf(open);
            declining = Set.copyOf(declining);
        }
    }

    /**
     * 申辦情形 of one month and matter. Every occasion is counted once, so the other figures add up to the first.
     *
     * @param month of the registration
     * @param agency who does it, as the directory names it
     * @param atOnce filed on the day of the registration
     * @param unasked filed later, without having been reminded
     * @param reminded filed after somebody was reminded
     * @param declined not wanted
     * @param lapsed its time is over
     * @param open neither yet
     */
    record TakeUp(
            LocalDate month,
            String key,
            Words name,
            @Nullable Words agency,
            int occasions,
            int atOnce,
            int unasked,
            int reminded,
            int declined,
            int lapsed,
            int open) {

        public int taken() {
            return atOnce + unasked + reminded;
        }

        /** In hundredths, rounded; 0 where there was no occasion. */
        public int percent() {
            return occasions == 0 ? 0 : Math.round(100f * taken() / occasions);
        }
    }
}
