package tw.onestop.demo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * 獨立工作階段: how to start a child in a session of its own. Ctrl-C goes to every process of the terminal's foreground group;
 * without this the database would be gone before the product has finished what it is doing.
 */
final class Detached {

    /** Words to put before a command: {@code setsid} of Linux, else Perl's (macOS), else nothing. */
    static final List<String> PREFIX = prefix();

    private Detached() {}

    private static List<String> prefix() {
        if (onPath("setsid")) {
            return List.of("setsid");
        }
        return onPath("perl")
                ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV or exit 127", "--")
                : List.of();
    }

    private static boolean onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(directory -> !directory.isBlank())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
