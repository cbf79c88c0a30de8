package tw.onestop.access;

import java.util.List;
import java.util.Optional;

/** 練習模式: the way from the counter into the training copy, and what the copy says of itself. */
public interface TrainingDesk {

    /** Whether this program is the training copy. */
    boolean isCopy();

    /** Of the copy: the address of the register's program, {@code ""} where none is known. */
    String home();

    /** Whether there is a training copy to be entered from here. */
    boolean isOffered();

    TrainingRoom.State state();

    /** Has the copy opened for the member present. */
    void open();

    /** 移交: lets the member present into the copy, once and within a minute. In the trail of the register's program. */
    Pass pass();

    /**
     * 重新開始: brings the copy back to its beginning, on the word of the member present.
     *
     * @return the page of the register's program where one waits for it
     */
    String restart();

    /**
     * 擔保: what the copy says for the register's program to hear, in a form that nobody else can make; it may lie about, and stays
     * true as long as the key they share.
     *
     * @throws org.springframework.security.access.AccessDeniedException outside of the copy
     */
    String vouch(String statement);

    /** What the copy vouched for, or empty where it did not, or where there is no copy. */
    Optional<String> vouched(String typed);

    /**
     * 通行碼, to be sent by the member's browser.
     *
     * @param url where to
     */
    record Pass(String url, String value) {

        @Override
        public String toString() {
            return url;
        }
    }

    /** Who is let into the copy: those who work at the counter. */
    static boolean isOpenTo(StaffMember member) {
        return List.of(Role.CLERK, Role.SUPERVISOR).stream().anyMatch(member.roles()::contains);
    }
}
