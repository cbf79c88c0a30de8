package tw.onestop.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Actor;
import tw.onestop.kernel.NationalId;
import tw.onestop.kernel.Refusal;

/**
 * 稽核紀錄, one act: who did what to what, with which outcome. Refusals and readings are acts too.
 *
 * @param actor who
 * @param action dotted name of the catalogue, e.g. {@code registry.person.read}, {@code notice.reply}
 * @param object id of the thing acted on (registration, receipt, item, endpoint), or null
 * @param subject the person it concerns, stored as an index only, or null
 * @param outcome how it ended
 * @param detail codes and counts that say more, never personal data; {@code ""} when there is nothing to add
 */
public record Act(
        Actor actor,
        String action,
        @Nullable String object,
        @Nullable NationalId subject,
        Outcome outcome,
        String detail) {

    /** 結果. */
    public enum Outcome {
        DONE,
        REFUSED
    }

    public static Act done(Actor actor, String action, @Nullable String object, @Nullable NationalId subject) {
        return new Act(actor, action, object, subject, Outcome.DONE, "");
    }

    /** Done where nothing was wrong, else refused for the first that was. */
    public static Act of(Actor actor, String action, @Nullable String object, List<Refusal> wrong) {
        return wrong.isEmpty()
                ? done(actor, action, object, null)
                : refused(actor, action, object, wrong.getFirst().code());
    }

    public static Act refused(Actor actor, String action, @Nullable String object, String why) {
        return new Act(actor, action, object, null, Outcome.REFUSED, why);
    }
}
