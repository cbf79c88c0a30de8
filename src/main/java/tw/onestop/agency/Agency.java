package tw.onestop.agency;

import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.AgencyCode;

/**
 * 機關, an agency of the directory.
 *
 * @param code its code
 * @param name official Chinese name
 * @param nameEn English name
 * @param kind may it query, or does it only receive
 * @param contact its window for citizens (聯絡窗口), printed on every receipt
 * @param promisedDays working days it promises for an item
 * @param autoReplies answers 已接收，審核處理中 by itself on receipt
 * @param door the door it chose for notices
 * @param townshipCode eight digits of the township it serves, null when it serves the nation
 * @param body what kind of body it is by law
 */
public record Agency(
        AgencyCode code,
        String name,
        String nameEn,
        Kind kind,
        Contact contact,
        int promisedDays,
        boolean autoReplies,
        Door door,
        @Nullable String townshipCode,
        Body body) {

    /** An authority. */
    public Agency(
            AgencyCode code,
            String name,
            String nameEn,
            Kind kind,
            Contact contact,
            int promisedDays,
            boolean autoReplies,
            Door door,
            @Nullable String townshipCode) {
        this(code, name, nameEn, kind, contact, promisedDays, autoReplies, door, townshipCode, Body.AUTHORITY);
    }

    /** The same with another window. */
    Agency reachedAt(Contact other) {
        return new Agency(code, name, nameEn, kind, other, promisedDays, autoReplies, door, townshipCode, body);
    }

    /** Whether queries are open to it at all, be it within its grants. */
    public boolean mayQuery() {
        return kind == Kind.LINKED;
    }

    /** 機關（構）性質. */
    public enum Body {
        /** 主管機關. */
        AUTHORITY,
        /** 國營、公營事業. */
        STATE_CORPORATION,
        /** 民營事業. */
        PRIVATE_FIRM,
        /** 公會、法人團體. */
        ASSOCIATION,
        /** 行政法人等依專法設置者: it can join where its own statute says so, and is entered as LINKED then. */
        STATUTORY_BODY,
        /** 學校. */
        SCHOOL;

        /** Whether it keeps an account of a household (用戶) and no record of each person: power, water, gas, telephone, cable. */
        public boolean keepsAccounts() {
            return switch (this) {
                case STATE_CORPORATION, PRIVATE_FIRM -> true;
                case AUTHORITY, ASSOCIATION, STATUTORY_BODY, SCHOOL -> false;
            };
        }
    }

    /** 機關類別. */
    public enum Kind {
        /** 連結機關: an authority that may query within its grants. */
        LINKED,
        /** 受通報機關: gets notices and may never query (state corporations, private bodies, associations). */
        RECEIVER
    }

    /** 通報管道, the four equal doors. */
    public enum Door {
        WEBHOOK,
        PULL,
        FILE,
        INBOX
    }

    /**
     * 聯絡窗口.
     *
     * @param phone a number, or the words that say where one is found
     */
    public record Contact(String unit, String phone, String hours) {

        /** Whether {@code phone} can be dialled. */
        public boolean callable() {
            return phone.chars().anyMatch(Character::isDigit);
        }

        /** The hours for a reader of English. */
        public String hoursEn() {
            return hours.replace("24小時", "24 hours").replace("上班日", "working days");
        }
    }
}
