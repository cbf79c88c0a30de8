package tw.onestop;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fixture: the browser of this machine, the one without windows where it is there; {@code ./onestop test} sees to one of them. */
public final class Chromium {

    private static final List<Path> KNOWN = Stream.of(
                    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .toList();

    private Chromium() {}

    /** Opened for its test alone; more switches where it needs them. */
    public static Browser open(Playwright playwright, String... switches) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(KNOWN.stream()
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow())
                        .setArgs(Stream.concat(
                                        Stream.of("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
                                        Stream.of(switches))
                                .toList()));
    }
}
