package tw.onestop.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tw.onestop.kernel.Sha256;

/**
 * 分卷: the answers of a file as CSV, cut into volumes none of which is larger than a medium. It is gone through twice, since each
 * label says what all volumes hold; no more than one volume is in memory.
 */
@Component
class MediaCutting {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FileBook book;
    private final FileSeal seal;

    MediaCutting(FileBook book, FileSeal seal) {
        this.book = book;
        this.seal = seal;
    }

    private interface Taking {
        void part(byte[] data, int lines);
    }

    /** Takes each volume in its turn. */
    interface Writing {
        void volume(MediaVolume volume);
    }

    /** 所答之檔. */
    record Answered(UUID file, String agency, String purpose, String officer, List<String> fields, LocalDate asOf) {}

    /**
     * @param most bytes of data in a volume
     * @return how many volumes there are
     */
    int cut(Answered answered, int most, Writing writing) {
        List<String> digests = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        parts(answered, most, (data, count) -> {
            digests.add(Sha256.hex(data));
            lines.add(count);
        });
        int total = lines.stream().mapToInt(Integer::intValue).sum();
        MediaLabel label = new MediaLabel(
                answered.file(),
                "ANSWER",
                answered.agency(),
                answered.purpose(),
                answered.officer(),
                "",
                answered.fields(),
                answered.asOf(),
                1,
                digests.size(),
                0,
                total,
                digests);
        int[] no = {0};
        parts(answered, most, (data, count) -> writing.volume(new MediaVolume(label.of(++no[0], count), data)));
        return digests.size();
    }

    private void parts(Answered answered, int most, Taking taking) {
        List<Field> fields = answered.fields().stream()
                .flatMap(name -> Field.named(name).stream())
                .toList();
        byte[] heading = heading(fields);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(heading);
        int[] lines = {0};
        rows(answered.file(), fields).forEach(row -> {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            if (lines[0] > 0 && data.size() + bytes.length > most) {
                taking.part(data.toByteArray(), lines[0]);
                data.reset();
                data.writeBytes(heading);
                lines[0] = 0;
            }
            data.writeBytes(bytes);
            lines[0]++;
        });
        taking.part(data.toByteArray(), lines[0]);
    }

    private Stream<String> rows(UUID file, List<Field> fields) {
        return IntStream.range(0, book.blocks(file))
                .boxed()
                .flatMap(no -> seal.text(book.answer(file, no)).lines())
                .map(JSON::readTree)
                .map(line -> row(line, fields));
    }

    private static byte[] heading(List<Field> fields) {
        return (Stream.concat(
                                        Stream.of("line", "nationalId", "found"),
                                        fields.stream().map(Field::wireName))
                                .collect(Collectors.joining(","))
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Of whom nothing is to be read everything is empty; whoever is found has a number and something beside it. */
    private static String row(JsonNode line, List<Field> fields) {
        boolean found = line.size() > 2;
        Stream<String> about = Stream.of(
                String.valueOf(line.path("line").asInt()),
                Cells.cell(line.path("nationalId").asString("")),
                found ? "1" : "0");
        return Stream.concat(about, fields.stream().map(field -> Cells.cell(value(line, field))))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String value(JsonNode line, Field field) {
        JsonNode value = line;
        for (String step : field.path()) {
            value = value.path(step);
        }
        if (value.isArray()) {
            List<String> texts = new ArrayList<>();
            value.forEach(one -> texts.add("%s %s"
                    .formatted(
                            one.path("eventDate").asString(""), one.path("text").asString(""))));
            return String.join("; ", texts);
        }
        return value.isMissingNode() || value.isNull() ? "" : value.asString("");
    }
}
