package tw.onestop.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 登記類別說明: what a form of this type asks, so that one page can show every type.
 *
 * @param applicants codes of who may apply, in order; labels are {@code registry.relation.<code>}
 * @param fields its own fields; labels are {@code registry.field.<name>}, hints {@code registry.hint.<name>}
 * @param evidence codes of proof papers; labels are {@code registry.evidence.<code>}
 */
public record RegistrationType(
        RegistrationKind kind, List<String> applicants, List<Field> fields, List<Evidence> evidence) {

    /** 證明文件. */
    public record Evidence(String code, boolean required, boolean originalKept) {}

    /**
     * 欄位.
     *
     * @param choices codes of a {@code CHOICE}, labels {@code registry.choice.<field>.<code>}; else empty
     * @param onlyWhen {@code field=value} or {@code field!=value} of another field that makes this one apply, or null
     */
    public record Field(
            String name,
            Kind kind,
            boolean required,
            List<String> choices,
            @Nullable String onlyWhen) {

        /** The same, where another field has a value. */
        Field when(String condition) {
            return new Field(name, kind, required, choices, condition);
        }
    }

    /** 欄位種類; the names of the values a composite field brings are given. */
    public enum Kind {
        TEXT,
        DATE,
        CHOICE,
        /** {@code <name>.villageCode}, {@code <name>.neighbourhood}, {@code <name>.street}. */
        ADDRESS,
        /** Members of the party's household: person ids separated by commas. */
        MEMBERS,
        /** One of the members of the party's household: a person id. */
        MEMBER,
        HOUSEHOLD_NO,
        /** One of the registrations that concern the party: its id. */
        REGISTRATION,
        /** Somebody of the register, anywhere in the country: a national id. */
        PERSON
    }
}
