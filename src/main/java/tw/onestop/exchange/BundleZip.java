package tw.onestop.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Zip;

/** 通報檔之壓縮: two entries with names that are known, and never more unpacked than there may be. */
final class BundleZip {

    static final String MANIFEST = "manifest.json";
    private static final int LONGEST_MANIFEST = 64 * 1024;
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private BundleZip() {}

    static byte[] of(String manifest, String name, byte[] content) {
        return Zip.of(new Zip.Entry(MANIFEST, manifest.getBytes(StandardCharsets.UTF_8)), new Zip.Entry(name, content));
    }

    /**
     * 開檔結果.
     *
     * @param wrong {@code ""}, or the code of what is wrong
     */
    record Read(byte @Nullable [] manifest, ReplyForm form, byte[] replies, String wrong) {

        private static Read wrong(String code) {
            return new Read(null, ReplyForm.JSON, new byte[0], code);
        }
    }

    /** The replies of a file in one form, with the manifest where it has one. */
    static Read replies(byte[] zipped) {
        byte[] manifest = null;
        byte[] replies = null;
        ReplyForm form = ReplyForm.JSON;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                boolean isManifest = entry.getName().equals(MANIFEST);
                Optional<ReplyForm> said = ReplyForm.of(entry.getName());
                if (isManifest ? manifest != null : said.isEmpty() || replies != null) {
                    return Read.wrong("fileContents");
                }
                int most = isManifest ? LONGEST_MANIFEST : MOST_BYTES;
                byte[] content = zip.readNBytes(most + 1);
                if (content.length > most) {
                    return Read.wrong("fileTooLarge");
                }
                if (isManifest) {
                    manifest = content;
                } else {
                    replies = content;
                    form = said.get();
                }
            }
        } catch (IOException | IllegalArgumentException damaged) { // names in no known encoding are the latter
            return Read.wrong("fileContents");
        }
        return replies == null ? Read.wrong("fileContents") : new Read(manifest, form, replies, "");
    }
}
