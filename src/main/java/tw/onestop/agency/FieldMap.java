package tw.onestop.agency;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tw.onestop.kernel.RocDate;

/**
 * 欄位對應: what of a notice by consent a receiver's {@code data} carries, under its own names and in its own forms. The envelope around
 * it is the published one for everybody.
 *
 * @param fields in the order of the payload, each name once
 */
public record FieldMap(List<Field> fields) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

    public FieldMap {
        fields = List.copyOf(fields);
    }

    /**
     * 欄位.
     *
     * @param path in the notice: {@code person.name}, {@code after.address.full}
     * @param name in the payload
     */
    public record Field(String path, String name, Form form) {}

    /** 值之格式. */
    public enum Form {
        /** As the notice has it. */
        AS_IS(""),
        /** 民國七碼: {@code 1150109}; a date before the Republic is as the notice has it, likewise what is no date. */
        ROC("date"),
        /** {@code 115/01/09}. */
        ROC_SLASHED("date"),
        /** 西元八碼: {@code 20260109}. */
        COMPACT("date"),
        /** 只留數字: hyphens and blanks of a number as people write it are left out. */
        DIGITS("digits");

        private final String kind;

        Form(String kind) {
            this.kind = kind;
        }

        /** Whether what stands at a path can be written so. */
        public boolean suits(String path) {
            return switch (kind) {
                case "date" -> FieldPaths.isDate(path);
                case "digits" -> !FieldPaths.isDate(path);
                default -> true;
            };
        }

        private String write(String value) {
            return switch (this) {
                case AS_IS -> value;
                case ROC -> date(value).map(RocDate::compact).orElse(value);
                case ROC_SLASHED -> date(value).map(RocDate::slashed).orElse(value);
                case COMPACT ->
                    date(value).map(day -> day.toString().replace("-", "")).orElse(value);
                case DIGITS -> value.replaceAll("\\D", "");
            };
        }

        private static Optional<LocalDate> date(String value) {
            try {
                // An instant is written in universal time; its day is that of Taiwan.
                return Optional.of(
                                value.indexOf('T') > 0
                                        ? OffsetDateTime.parse(value)
                                                .atZoneSameInstant(TAIPEI)
                                                .toLocalDate()
                                        : LocalDate.parse(value))
                        .filter(day -> day.getYear() > 1911);
            } catch (DateTimeException noDate) {
                return Optional.empty();
            }
        }
    }

    /** The payload of a notice; what the notice does not have, the payload does not have either. */
    public byte[] payload(byte[] dataJson) {
        JsonNode data = JSON.readTree(dataJson);
        ObjectNode payload = JSON.createObjectNode();
        for (Field field : fields) {
            String value = value(data, field.path());
            if (value != null) {
                payload.put(field.name(), field.form().write(value));
            }
        }
        return JSON.writeValueAsBytes(payload);
    }

    /** Groups are one deep, and the names in them may have dots. */
    private static @Nullable String value(JsonNode data, String path) {
        int dot = path.indexOf('.');
        JsonNode value =
                dot < 0 ? data.path(path) : data.path(path.substring(0, dot)).path(path.substring(dot + 1));
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }
}
