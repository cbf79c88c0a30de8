package tw.onestop;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Fixture: axe looks at each kind of page once in a run, and again when it is built otherwise. */
public final class Axe {

    private static final Set<String> FLAWLESS = ConcurrentHashMap.newKeySet();

    private static final String KIND = """
            document.documentElement.lang + document.title + [...new Set(
                [...document.querySelectorAll('main, main *')].map((e) => e.tagName + '.' + e.getAttribute('class')))].sort()
            """;

    private Axe() {}

    /** No serious finding. */
    public static void findsNothing(Page page) {
        String kind = String.valueOf(page.evaluate(KIND));
        if (!FLAWLESS.contains(kind)) {
            // Otherwise it opens a page of its own for what it found: seconds, for frames that our pages do not have.
            assertThat(new AxeBuilder(page)
                            .setLegacyMode(true).analyze().getViolations().stream()
                                    .filter(rule ->
                                            List.of("serious", "critical").contains(rule.getImpact()))
                                    .toList())
                    .as(page.url())
                    .isEmpty();
            FLAWLESS.add(kind);
        }
    }
}
