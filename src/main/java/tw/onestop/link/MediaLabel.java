package tw.onestop.link;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * 媒體標籤, {@code label.json} of each volume: what the set is, which volume of how many this is, and what each of them holds, so that
 * none is missing, doubled or of another set.
 *
 * @param kind {@code REQUEST} or {@code ANSWER}
 * @param volume from 1
 * @param lines of this volume's data, a heading not counted; {@code digests} SHA-256 of the data of every volume, in hex
 */
record MediaLabel(
        UUID set,
        String kind,
        String agency,
        String purpose,
        String officer,
        String caseNo,
        List<String> fields,
        @Nullable LocalDate asOf,
        int volume,
        int volumes,
        int lines,
        int totalLines,
        List<String> digests) {

    static final String FORMAT = "onestop-media/1";
    static final int MOST_VOLUMES = 999;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    MediaLabel {
        fields = List.copyOf(fields);
        digests = List.copyOf(digests);
    }

    byte[] json() {
        Map<String, @Nullable Object> label = new LinkedHashMap<>();
        label.put("format", FORMAT);
        label.put("set", set.toString());
        label.put("kind", kind);
        label.put("agency", agency);
        label.put("purpose", purpose);
        label.put("officer", officer);
        label.put("caseNo", caseNo);
        label.put("fields", fields);
        label.put("asOf", asOf == null ? null : asOf.toString());
        label.put("volume", volume);
        label.put("volumes", volumes);
        label.put("lines", lines);
        label.put("totalLines", totalLines);
        label.put("digests", digests);
        return JSON.writeValueAsBytes(label);
    }

    /** Empty when it is no label of this format, or says what cannot be. */
    static Optional<MediaLabel> read(byte[] json) {
        try {
            JsonNode label = JSON.readTree(new String(json, StandardCharsets.UTF_8));
            if (!label.isObject() || !label.path("format").asString("").equals(FORMAT)) {
                return Optional.empty();
            }
            String asOf = label.path("asOf").asString("");
            MediaLabel read = new MediaLabel(
                    UUID.fromString(label.path("set").asString("")),
                    label.path("kind").asString(""),
                    label.path("agency").asString(""),
                    label.path("purpose").asString(""),
                    label.path("officer").asString(""),
                    label.path("caseNo").asString(""),
                    texts(label.path("fields")),
                    asOf.isEmpty() ? null : LocalDate.parse(asOf),
                    label.path("volume").asInt(0),
                    label.path("volumes").asInt(0),
                    label.path("lines").asInt(-1),
                    label.path("totalLines").asInt(-1),
                    texts(label.path("digests")));
            return Optional.of(read).filter(MediaLabel::possible);
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asString("")));
        return texts;
    }

    private boolean possible() {
        return volumes >= 1
                && volumes <= MOST_VOLUMES
                && volume >= 1
                && volume <= volumes
                && lines >= 0
                && totalLines >= lines
                && digests.size() == volumes;
    }

    /** Whether another volume is of the same set, and says the same of it. */
    boolean sameSet(MediaLabel other) {
        return set.equals(other.set)
                && kind.equals(other.kind)
                && agency.equals(other.agency)
                && purpose.equals(other.purpose)
                && officer.equals(other.officer)
                && caseNo.equals(other.caseNo)
                && fields.equals(other.fields)
                && Objects.equals(asOf, other.asOf)
                && volumes == other.volumes
                && totalLines == other.totalLines
                && digests.equals(other.digests);
    }

    MediaLabel of(int no, int ofLines) {
        return new MediaLabel(
                set, kind, agency, purpose, officer, caseNo, fields, asOf, no, volumes, ofLines, totalLines, digests);
    }
}
