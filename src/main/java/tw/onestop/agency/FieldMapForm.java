package tw.onestop.agency;

import java.util.List;

/**
 * 欄位對應, as typed; a field without a name is not carried, and where none has one the published shape holds again.
 *
 * @param fields of all that the agency can be told
 */
public record FieldMapForm(String agency, List<Line> fields, String source, String reason) {

    public FieldMapForm {
        fields = List.copyOf(fields);
    }

    /**
     * 一個欄位.
     *
     * @param form name of a {@link FieldMap.Form}
     */
    public record Line(String path, String name, String form) {}

    /** Those that are carried, in the order of the page. */
    public List<Line> carried() {
        return fields.stream().filter(line -> !line.name().isBlank()).toList();
    }

    /** Of what was found right. */
    FieldMap map() {
        return new FieldMap(carried().stream()
                .map(line -> new FieldMap.Field(line.path(), line.name().strip(), FieldMap.Form.valueOf(line.form())))
                .toList());
    }
}
