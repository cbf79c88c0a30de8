package tw.onestop.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import tw.onestop.kernel.PersonalDataNotice;

/**
 * 個人資料蒐集告知事項 (個資法 §8), one file a version and language, paragraphs parted by an empty line. A version is never
 * edited, since applications name it; a new text is a new file, and {@link #VERSION} moves to it.
 */
final class ConsentNotices {

    static final String VERSION = "2026-11";

    private static final Pattern EMPTY_LINE = Pattern.compile("\\R\\s*\\R");
    private static final PersonalDataNotice IN_FORCE =
            new PersonalDataNotice(VERSION, paragraphs("zh-TW"), paragraphs("en"));

    private ConsentNotices() {}

    static PersonalDataNotice inForce() {
        return IN_FORCE;
    }

    private static List<String> paragraphs(String language) {
        String name = "notice/consent/%s.%s.txt".formatted(VERSION, language);
        try {
            String text = new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
            return Stream.of(EMPTY_LINE.split(text.strip(), -1))
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
