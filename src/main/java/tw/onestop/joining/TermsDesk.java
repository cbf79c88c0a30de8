package tw.onestop.joining;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/** 連結期限: months, days and figures that the law of linkage rules, as dated rows the ministry announces. */
public interface TermsDesk {

    /**
     * @throws IllegalStateException when nothing holds under that name on that day
     */
    int value(String name, LocalDate on);

    /** What holds today or later, by name. */
    List<Term> terms(Actor reader);

    /** From a day on another value holds; empty when it was announced, else what is wrong. */
    List<Refusal> announce(Announcement typed, Actor by);

    /** 期限, one row. */
    record Term(
            String name,
            int value,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            String source) {}

    /** 公告 as typed. */
    record Announcement(String name, String value, String from, String source) {}
}
