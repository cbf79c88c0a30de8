package tw.onestop.kernel;

import java.util.List;

/**
 * 不受理理由, one clear answer to one wrong input, as a value: a door turns it into the sentence beside its field.
 *
 * @param field name of the input it belongs to, {@code ""} when it concerns the whole
 * @param code key of the message in {@code messages/<module>.properties}, e.g. {@code registry.eventDate.inFuture}
 * @param arguments what the sentence names; never a person's data that the user did not type
 */
public record Refusal(String field, String code, List<String> arguments) {

    public Refusal {
        arguments = List.copyOf(arguments);
    }

    public static Refusal of(String field, String code, String... arguments) {
        return new Refusal(field, code, List.of(arguments));
    }

    /** The same beside another input, where a page calls it otherwise. */
    public Refusal at(String otherField) {
        return new Refusal(otherField, code, arguments);
    }
}
