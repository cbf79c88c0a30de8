package tw.onestop.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** 壓縮檔: the same bytes for the same entries, whenever it is made. */
public final class Zip {

    private Zip() {}

    /** 壓縮檔內之檔案. */
    public record Entry(String name, byte[] content) {}

    public static byte[] of(Entry... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Entry one : entries) {
                ZipEntry entry = new ZipEntry(one.name());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(one.content());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
