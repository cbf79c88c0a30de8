package tw.onestop.registry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.Refusal;

/**
 * 規則公告: what moves by announcement without the product: where a registration is filed (管轄), limits and ages (數值), texts of
 * annotations (記事範本), holidays (放假日), what the office registers by itself (逕為登記), what a second person looks at (兩人覆核).
 * A rule is never changed for days that have passed.
 */
public interface AnnouncementDesk {

    /** Every rule that holds today or later, by table and name, the earlier first. */
    List<Rule> rules(Actor reader);

    /** From a day on a new value holds instead of the present one; empty when it was announced, else what is wrong. */
    List<Refusal> announce(Announcement typed, Actor announcer);

    /** A day off is added, or one that has not come yet is taken out again. */
    List<Refusal> announce(Holiday typed, Actor announcer);

    /** 規則表. */
    enum Table {
        /** 管轄: value is the name of a scope. */
        JURISDICTION,
        /** 數值: value is a whole number. */
        VALUE,
        /** 記事範本: value is the text with its {places}. */
        TEMPLATE,
        /** 逕為登記: value is AFTER_DEMAND, WITHOUT_DEMAND or NOT. */
        EX_OFFICIO,
        /** 兩人覆核: the name is a kind, or a kind, a stroke and an office; value is TWO or ONE persons. */
        APPROVAL,
        /** 放假日: from is the day, value the holiday's name. */
        HOLIDAY
    }

    /**
     * 規則.
     *
     * @param from the first day on which it holds; null when it always did
     * @param until the first day on which it no longer holds; null when none is known
     * @param source law article, announcement, or where it was read
     */
    record Rule(
            Table table,
            String name,
            String value,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            String source) {

        /** Whether it is a row of the number of this name. */
        public boolean isOfNumber(String number) {
            return table == Table.VALUE && name.equals(number);
        }
    }

    /**
     * 公告內容 as typed.
     *
     * @param office only of this office, where the table knows such rules; {@code ""} for the rule that is named
     */
    record Announcement(Table table, String name, String value, String from, String source, String office) {

        public Announcement(Table table, String name, String value, String from, String source) {
            this(table, name, value, from, source, "");
        }

        /** The rule that is announced: of one office it has a name of its own. */
        public String rule() {
            return office.isBlank() ? name : name.replaceFirst("/.*", "") + "/" + office.strip();
        }
    }

    /** 放假日 as typed; {@code off} false takes it out. */
    record Holiday(String day, String name, String source, boolean off) {}
}
