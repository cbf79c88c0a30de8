package tw.onestop.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** 通報檔之壓縮: two entries with names that are known, and never more unpacked than there may be. */
final class BundleZip {

    static final String MANIFEST = "manifest.json";
    static final String REPLIES = "replies.jsonl";
    private static final int LONGEST_MANIFEST = 64 * 1024;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private BundleZip() {}

    static byte[] of(String manifest, String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4 + 1024);
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, MANIFEST, manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            put(zip, name, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * 開檔結果.
     *
     * @param wrong {@code ""}, or the code of what is wrong
     */
    record Read(byte @Nullable [] manifest, byte[] replies, String wrong) {

        private static Read wrong(String code) {
            return new Read(null, new byte[0], code);
        }
    }

    /** The replies of a file, with the manifest where it has one. */
    static Read replies(byte[] zipped) {
        Map<String, Integer> known = Map.of(MANIFEST, LONGEST_MANIFEST, REPLIES, MOST_BYTES);
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Integer most = known.get(entry.getName());
                if (most == null || found.containsKey(entry.getName())) {
                    return Read.wrong("fileContents");
                }
                byte[] content = zip.readNBytes(most + 1);
                if (content.length > most) {
                    return Read.wrong("fileTooLarge");
                }
                found.put(entry.getName(), content);
            }
        } catch (IOException | IllegalArgumentException damaged) { // names in no known encoding are the latter
            return Read.wrong("fileContents");
        }
        byte[] replies = found.get(REPLIES);
        return replies == null ? Read.wrong("fileContents") : new Read(found.get(MANIFEST), replies, "");
    }
}
