package tw.onestop.registry;

import java.util.List;
import tw.onestop.registry.RegistrationType.Evidence;
import tw.onestop.registry.RegistrationType.Field;
import tw.onestop.registry.RegistrationType.Kind;

/** 欄位: the words with which types say what they ask. */
final class Fields {

    /** The person themself, else who applied before or is interested (戶籍法 §46). */
    static final List<String> APPLICANTS_OF_CHANGES =
            List.of("SELF", "LEGAL_REPRESENTATIVE", "ORIGINAL_APPLICANT", "INTERESTED");

    private Fields() {}

    static Field eventDate(boolean required) {
        return of("eventDate", Kind.DATE, required);
    }

    /** 有無訴訟 about what is to be changed (戶籍法 §25). */
    static Field litigation() {
        return choice("litigation", List.of("NONE", "PENDING"));
    }

    static Field lateReason() {
        return optional("lateReason", Kind.TEXT);
    }

    /** 全戶或部分人員. */
    static Field mode() {
        return choice("mode", List.of("WHOLE", "PART"));
    }

    /** Who goes, when not everybody does. */
    static Field movers() {
        return required("members", Kind.MEMBERS).when("mode=PART");
    }

    /** Who heads the household that its head leaves. */
    static Field headLeftBehind() {
        return optional("oldHouseholdNewHead", Kind.MEMBER).when("mode=PART");
    }

    static Field required(String name, Kind kind) {
        return of(name, kind, true);
    }

    static Field optional(String name, Kind kind) {
        return of(name, kind, false);
    }

    static Field of(String name, Kind kind, boolean required) {
        return new Field(name, kind, required, List.of(), null);
    }

    static Field choice(String name, List<String> choices) {
        return new Field(name, Kind.CHOICE, true, choices, null);
    }

    /** A paper of which a copy suffices. */
    static Evidence paper(String code, boolean required) {
        return new Evidence(code, required, false);
    }

    /** A paper of which a copy suffices and without which nothing is registered. */
    static Evidence required(String code) {
        return paper(code, true);
    }

    /** A paper whose original stays with the office (施行細則 §14). */
    static Evidence original(String code) {
        return new Evidence(code, false, true);
    }
}
