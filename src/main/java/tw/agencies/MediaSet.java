package tw.agencies;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 媒體組: volumes that an agency without a line brings to the ministry, and those it gets. Each volume is an envelope around a ZIP of
 * {@code label.json} and {@code data.csv}; the labels say what the whole set holds.
 */
final class MediaSet {

    private static final String FORMAT = "onestop-media/1";
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private MediaSet() {}

    /** What is asked, for the label. */
    record Request(UUID set, String agency, String purpose, String officer, String caseNo, List<String> fields) {

        Request {
            fields = List.copyOf(fields);
        }
    }

    /** A request as sealed volumes of so many lines at most. */
    static List<byte[]> write(Request request, List<String> numbers, int linesEach, MediaKeys keys) {
        List<byte[]> data = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        for (int from = 0; from < numbers.size(); from += linesEach) {
            List<String> part = numbers.subList(from, Math.min(from + linesEach, numbers.size()));
            data.add((String.join("\r\n", part) + "\r\n").getBytes(StandardCharsets.UTF_8));
            lines.add(part.size());
        }
        List<byte[]> volumes = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            ObjectNode label = Json.object()
                    .put("format", FORMAT)
                    .put("set", request.set().toString())
                    .put("kind", "REQUEST")
                    .put("agency", request.agency())
                    .put("purpose", request.purpose())
                    .put("officer", request.officer())
                    .put("caseNo", request.caseNo())
                    .put("volume", i + 1)
                    .put("volumes", data.size())
                    .put("lines", lines.get(i))
                    .put("totalLines", numbers.size());
            ArrayNode fields = label.putArray("fields");
            request.fields().forEach(fields::add);
            ArrayNode digests = label.putArray("digests");
            data.forEach(part -> digests.add(sha256(part)));
            volumes.add(MediaEnvelope.close(zipped(Json.MAPPER.writeValueAsBytes(label), data.get(i)), keys));
        }
        return volumes;
    }

    private static byte[] zipped(byte[] label, byte[] data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("label.json"));
            zip.write(label);
            zip.putNextEntry(new ZipEntry("data.csv"));
            zip.write(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** 卷 that was opened. */
    private record Volume(JsonNode label, byte[] data) {

        int no() {
            return label.path("volume").asInt();
        }
    }

    /**
     * The lines of an answer, without headings, once all volumes are there and are what their labels say.
     *
     * @throws MediaFaulty in one sentence
     */
    static List<String> read(List<byte[]> volumes, MediaKeys keys) throws MediaFaulty {
        TreeMap<Integer, Volume> opened = new TreeMap<>();
        for (byte[] sealed : volumes) {
            Volume volume = unzipped(MediaEnvelope.open(sealed, keys));
            if (opened.put(volume.no(), volume) != null) {
                throw new MediaFaulty("volume %d is there twice".formatted(volume.no()));
            }
        }
        if (opened.isEmpty()) {
            throw new MediaFaulty("there are no volumes");
        }
        List<String> lines = new ArrayList<>();
        int expected = opened.firstEntry().getValue().label().path("volumes").asInt();
        for (int no = 1; no <= expected; no++) {
            Volume volume = opened.get(no);
            if (volume == null) {
                throw new MediaFaulty("volume %d of %d is missing".formatted(no, expected));
            }
            lines.addAll(checked(volume, opened.firstEntry().getValue().label()));
        }
        if (lines.size()
                != opened.firstEntry().getValue().label().path("totalLines").asInt(-1)) {
            throw new MediaFaulty("the set does not hold as many lines as its labels say");
        }
        return lines;
    }

    private static List<String> checked(Volume volume, JsonNode first) throws MediaFaulty {
        JsonNode label = volume.label();
        if (!label.path("format").asString("").equals(FORMAT)
                || !label.path("set").equals(first.path("set"))
                || !label.path("digests").equals(first.path("digests"))) {
            throw new MediaFaulty("volume %d is of another set".formatted(volume.no()));
        }
        if (!label.path("digests").path(volume.no() - 1).asString("").equals(sha256(volume.data()))) {
            throw new MediaFaulty("the data of volume %d is not what its label says".formatted(volume.no()));
        }
        List<String> rows = new String(volume.data(), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList();
        if (rows.size() != label.path("lines").asInt(-1)) {
            throw new MediaFaulty("volume %d does not hold as many lines as its label says".formatted(volume.no()));
        }
        return rows;
    }

    private static Volume unzipped(byte[] zipped) throws MediaFaulty {
        byte @Nullable [] label = null;
        byte @Nullable [] data = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes(MOST_BYTES);
                if (entry.getName().equals("label.json")) {
                    label = content;
                } else if (entry.getName().equals("data.csv")) {
                    data = content;
                }
            }
        } catch (IOException damaged) {
            throw new MediaFaulty("this volume cannot be unpacked");
        }
        if (label == null || data == null) {
            throw new MediaFaulty("this volume lacks its label or its data");
        }
        return new Volume(Json.MAPPER.readTree(label), data);
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
