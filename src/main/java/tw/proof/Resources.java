package tw.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** 隨附檔案, which come with the program. */
final class Resources {

    private Resources() {}

    static InputStream open(String name) throws IOException {
        InputStream found = Resources.class.getResourceAsStream(name);
        if (found == null) {
            throw new IOException("the file " + name + " is missing");
        }
        return found;
    }

    static String text(String name) throws IOException {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
