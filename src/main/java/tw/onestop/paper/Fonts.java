package tw.onestop.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 字型: the Chinese fonts found on this machine that a PDF can embed. Parsed once, when first needed, and shared: they
 * weigh 30 MB each, and the supplementary planes are opened only for the person whose name lies there.
 *
 * <p>Only TrueType outlines can be embedded in part, so the fonts of {@code fonts-noto-cjk} (CFF) serve the page in the
 * browser and not the PDF. Order: 全字庫正楷體, 全字庫正宋體, 標楷體 of Windows, 文鼎 and 文泉驛 of the free distributions; what
 * these lack, 花園明朝 and BabelStone Han have, of the extensions up to H.
 */
@Component
class Fonts {

    /** Families, best first; within a family the plane of ordinary characters first, without which it is none. */
    private static final List<List<String>> FAMILIES = List.of(
            List.of("TW-Kai-98_1.ttf", "TW-Kai-Ext-B-98_1.ttf"),
            List.of("TW-Sung-98_1.ttf", "TW-Sung-Ext-B-98_1.ttf"),
            List.of("kaiu.ttf"),
            List.of("fireflysung.ttf"),
            List.of("wqy-microhei.ttf"));

    /** For what the family lacks; the last one also has the user area of 全字庫. */
    private static final List<String> RARE =
            List.of("HanaMinB.ttf", "BabelStoneHan.ttf", "TW-Kai-Plus-98_1.ttf", "TW-Sung-Plus-98_1.ttf");

    /** For numbers and English; where none is found the Chinese font's own letters serve. */
    private static final List<String> LATIN =
            List.of("LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "DejaVuSans.ttf", "arial.ttf");

    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);

    private final List<Face> faces;
    private final Optional<Face> latin;

    Fonts(@Value("${onestop.receipt.font-directories:}") List<String> configured) {
        List<Path> directories = configured.isEmpty()
                ? usualDirectories()
                : configured.stream().map(Path::of).toList();
        this.faces = family(directories);
        this.latin = LATIN.stream()
                .map(name -> find(directories, name))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Face::new);
        if (faces.isEmpty()) {
            LOG.warn("No Chinese TrueType font found: papers can be shown and printed from the browser, not as PDF."
                    + " Install fonts-cns11643-kai or set onestop.receipt.font-directories.");
        }
    }

    /** Whether papers can be made as PDF on this machine. */
    boolean present() {
        return !faces.isEmpty();
    }

    /** The fonts this text needs, in the order in which characters are looked for; the ordinary one always. */
    List<TrueTypeFont> needed(String text) {
        BitSet missing = new BitSet();
        text.codePoints().filter(c -> c > ' ' && !Character.isWhitespace(c)).forEach(missing::set);
        List<TrueTypeFont> needed = new ArrayList<>();
        for (Face face : faces) {
            if (!needed.isEmpty() && missing.isEmpty()) {
                break;
            }
            int before = missing.cardinality();
            face.strikeOut(missing);
            if (needed.isEmpty() || missing.cardinality() < before) {
                needed.add(face.font());
            }
        }
        return needed;
    }

    /** What no font has, by number between brackets: the reader sees that something stands there, and what. */
    String spelledOut(String text) {
        BitSet missing = new BitSet();
        text.codePoints()
                .filter(c -> c > 0x7F && !Character.isWhitespace(c) && !Character.isISOControl(c))
                .forEach(missing::set);
        faces.forEach(face -> face.strikeOut(missing));
        latin.ifPresent(face -> face.strikeOut(missing));
        if (missing.isEmpty()) {
            return text;
        }
        StringBuilder spelled = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (missing.get(c)) {
                spelled.append("【U+%04X】".formatted(c));
            } else {
                spelled.appendCodePoint(c);
            }
        });
        return spelled.toString();
    }

    /** A font of Latin letters and digits, if this machine has one. */
    Optional<TrueTypeFont> latin() {
        return latin.map(Face::font);
    }

    private static List<Face> family(List<Path> directories) {
        for (List<String> family : FAMILIES) {
            if (find(directories, family.getFirst()).isPresent()) {
                return Stream.concat(family.stream(), RARE.stream())
                        .map(name -> find(directories, name))
                        .flatMap(Optional::stream)
                        .map(Face::new)
                        .toList();
            }
        }
        return List.of();
    }

    private static Optional<Path> find(List<Path> directories, String name) {
        for (Path directory : directories) {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory, 4)) {
                    Optional<Path> hit = files.filter(
                                    file -> file.getFileName().toString().equalsIgnoreCase(name))
                            .findFirst();
                    if (hit.isPresent()) {
                        return hit;
                    }
                } catch (IOException | UncheckedIOException unreadable) {
                    LOG.warn("Fonts in {} cannot be read", directory, unreadable);
                }
            }
        }
        return Optional.empty();
    }

    private static List<Path> usualDirectories() {
        String home = System.getProperty("user.home");
        return Stream.of(
                        "/usr/share/fonts",
                        "/usr/local/share/fonts",
                        home + "/.local/share/fonts",
                        home + "/.fonts",
                        "/Library/Fonts",
                        home + "/Library/Fonts",
                        "C:\\Windows\\Fonts")
                .map(Path::of)
                .toList();
    }

    private static final class Face {

        private final Path file;
        private final ReentrantLock opening = new ReentrantLock();
        private @Nullable TrueTypeFont font;

        Face(Path file) {
            this.file = file;
        }

        TrueTypeFont font() {
            opening.lock();
            try {
                if (font == null) {
                    font = new TTFParser().parse(new RandomAccessReadBufferedFile(file.toFile()));
                }
                return font;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                opening.unlock();
            }
        }

        void strikeOut(BitSet characters) {
            if (characters.isEmpty()) {
                return;
            }
            try {
                var glyphs = font().getUnicodeCmapLookup();
                for (int c = characters.nextSetBit(0); c >= 0; c = characters.nextSetBit(c + 1)) {
                    if (glyphs.getGlyphId(c) != 0) {
                        characters.clear(c);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
