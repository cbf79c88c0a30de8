package tw.onestop.notice;

/** 通報業務, one service that runs apply, send, reply, clear; an implementation holds only what differs. */
sealed interface Programme permits RegistrationChange, StatutoryNotice, AppliedFor {

    /** The part of the type of a notice that takes an earlier one back. */
    String WITHDRAWAL = "withdrawal";

    /** Its part in a notice's type, and its name in the tables. */
    String code();

    /** {@code tw.onestop.notice.registration-change.address.v1}. */
    default String type(String what) {
        return type(code(), what);
    }

    static String type(String programme, String what) {
        return "tw.onestop.notice.%s.%s.v1".formatted(programme, what);
    }

    /** {@code data} of a notice that takes another one back. */
    record Withdrawal(String programme, String change, String withdraws) {

        static Withdrawal of(Item item) {
            return new Withdrawal(item.programme(), WITHDRAWAL, item.id().toString());
        }
    }
}
