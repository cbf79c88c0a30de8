package tw.onestop.link;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tw.onestop.kernel.Sha256;
import tw.onestop.kernel.Zip;

/** 媒體卷, what is in the envelope: a ZIP of the label and the data, and nothing else. */
record MediaVolume(MediaLabel label, byte[] data) {

    private static final String LABEL = "label.json";
    private static final String DATA = "data.csv";
    private static final int LONGEST_LABEL = 256 * 1024;

    /** Bytes of data, whatever the ZIP says of them. */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    byte[] zip() {
        return Zip.of(new Zip.Entry(LABEL, label.json()), new Zip.Entry(DATA, data));
    }

    /** 讀卷結果: either the volume, or the code of what is wrong with it. */
    record Read(@Nullable MediaVolume volume, String wrong) {}

    /** Never unpacks more than a volume may hold. */
    static Read read(byte[] zipped) {
        byte[] label = null;
        byte[] data = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(LABEL) && label == null) {
                    label = zip.readNBytes(LONGEST_LABEL + 1);
                    if (label.length > LONGEST_LABEL) {
                        return new Read(null, "tooLarge");
                    }
                } else if (entry.getName().equals(DATA) && data == null) {
                    data = zip.readNBytes(MOST_BYTES + 1);
                    if (data.length > MOST_BYTES) {
                        return new Read(null, "tooLarge");
                    }
                } else {
                    return new Read(null, "contents");
                }
            }
        } catch (IOException | IllegalArgumentException damaged) {
            return new Read(null, "contents");
        }
        if (label == null || data == null) {
            return new Read(null, "contents");
        }
        byte[] content = data;
        return MediaLabel.read(label)
                .map(said -> new Read(new MediaVolume(said, content), ""))
                .orElseGet(() -> new Read(null, "label"));
    }

    /** Whether label and data agree. */
    boolean whole() {
        return label.digests().get(label.volume() - 1).equals(Sha256.hex(data));
    }
}
