package tw.onestop.notice;

import tw.onestop.agency.ChangeType;

/** 通報業務, one service that runs apply, send, reply, clear; an implementation holds only what differs. */
sealed interface Programme permits RegistrationChange, StatutoryNotice {

    /** Its part in a notice's type, and its name in the tables. */
    String code();

    /** The part of a notice's type that names the change. */
    String what(ChangeType change);

    /** The same of what is told, where the registration matters, too. */
    default String what(Matter matter) {
        return what(matter.change());
    }

    /** {@code tw.onestop.notice.registration-change.address.v1}. */
    default String type(Matter matter) {
        return type(what(matter));
    }

    default String type(String what) {
        return "tw.onestop.notice.%s.%s.v1".formatted(code(), what);
    }
}
