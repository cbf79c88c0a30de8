package tw.onestop.notice;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tw.onestop.agency.ChangeType;
import tw.onestop.kernel.AgencyCode;
import tw.onestop.registry.Person;
import tw.onestop.registry.RegistrationKind;

/**
 * 申辦業務說明: what one errand asks, so that page, check, receipt, payload and manual come from one definition.
 *
 * @param programme the part of a notice's type that names the programme: {@code nhi-card}
 * @param change the part that names what of it is wanted: {@code lost}
 * @param agency who does it
 * @param fee in NT$, 0 where it is free
 * @param fields what the form asks, in the order of the page
 */
public record Errand(
        String programme,
        String change,
        AgencyCode agency,
        Occasion occasion,
        Manner manner,
        int fee,
        Words name,
        Words note,
        List<Field> fields) {

    /** As drafts name it: {@code nhi-card/lost}. */
    public String key() {
        return programme + "/" + change;
    }

    public Optional<Field> field(String named) {
        return fields.stream().filter(field -> field.name().equals(named)).findFirst();
    }

    /** The same with other fields. */
    Errand asking(List<Field> others) {
        return new Errand(programme, change, agency, occasion, manner, fee, name, note, List.copyOf(others));
    }

    /** A word in both languages; both {@code ""} where nothing is said. */
    public record Words(String zh, String en) {

        /** For a template that knows its language. */
        public String in(boolean english) {
            return english ? en : zh;
        }
    }

    /** 當事人: whom it is about. */
    public enum Subject {
        /** Who is registered for the first time by a registration of the same sitting, or was by an earlier one. */
        NEWCOMER,
        LIVING,
        DEAD
    }

    /** 申請資格: what the applicant has to be to the person. */
    public enum Standing {
        ANYBODY,
        /** The person; while they are a minor, a parent too; or a representative by a document. */
        SELF,
        PARENT,
        /** 繼承人 of the dead by the register or by a document, or 遺產管理人 or 遺囑執行人 by a document. */
        HEIR,
        /** Spouse or blood kin of the dead, who represents one of them, or 遺產管理人. */
        KIN,
        /** Parent, spouse or child of the person; the programme says what follows from which. */
        FAMILY
    }

    /**
     * 辦理時機: when the counter offers it.
     *
     * @param kinds registrations beside which it is offered; none for every one that makes one of the changes
     * @param changes what has to have changed for the person, none of a newcomer
     * @param alone without any registration, too
     */
    public record Occasion(
            Set<RegistrationKind> kinds, Set<ChangeType> changes, Subject subject, Standing standing, boolean alone) {

        /** Whether a registration of a kind that changed this for somebody is an occasion for them. */
        public boolean follows(RegistrationKind kind, Set<ChangeType> changed, boolean newcomer) {
            boolean thisKind = kinds.isEmpty() || kinds.contains(kind);
            return thisKind
                    && (subject == Subject.NEWCOMER
                            ? newcomer && !kinds.isEmpty()
                            : !newcomer && changes.stream().anyMatch(changed::contains));
        }

        /** Whether it can be begun for somebody as they are registered now. */
        public boolean fits(Person person) {
            return alone && (subject == Subject.DEAD) == (person.deathDate() != null);
        }
    }

    /**
     * 通報方式.
     *
     * @param told what the agency learns of the person: {@code nationalId name birthDate deathDate sex address}
     * @param daily goes out with the batch of the day, until when the office may take it back
     * @param discreet the agency says only that it took it up and that it is done
     * @param photograph a picture may follow by the applicant's telephone
     * @param pays the agency says what it pays and when
     */
    public record Manner(List<String> told, boolean daily, boolean discreet, boolean photograph, boolean pays) {}

    /** 欄位種類. */
    public enum Kind {
        /** One line, judged by its pattern. */
        TEXT,
        CHOICE,
        /** 統一編號 of somebody. */
        PERSON,
        /** 寄送地址, wherever that is. */
        ADDRESS,
        /** 應備文件: ticked when it was shown. */
        PAPER
    }

    /**
     * 欄位.
     *
     * @param name on the wire
     * @param required where it applies
     * @param told whether the agency learns it
     * @param pattern regular expression that a TEXT must match, {@code ""} for the others
     * @param onlyWhen {@code field=value} of another field that makes this one apply, or null
     */
    public record Field(
            String name,
            Kind kind,
            boolean required,
            boolean told,
            Words label,
            Words hint,
            String pattern,
            String example,
            @Nullable String onlyWhen,
            List<Choice> choices) {

        /** As it was asked once: nobody has to give it any more, and what was chosen then is known still. */
        Field formerly(List<Choice> all) {
            return new Field(name, kind, false, told, label, hint, pattern, example, onlyWhen, all);
        }

        Field choosing(List<Choice> all) {
            return new Field(name, kind, required, told, label, hint, pattern, example, onlyWhen, all);
        }
    }

    /** 選項. */
    public record Choice(String code, Words label) {}
}
