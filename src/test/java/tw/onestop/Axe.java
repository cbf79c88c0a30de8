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

    /** Only what is wrong is told: what a page does well would be a sentence for each of its parts, and more than half of the time. */
    private static final String SERIOUS = """
            async () => (await axe.run(document, {resultTypes: ['violations'], iframes: false})).violations
                .filter((rule) => ['serious', 'critical'].includes(rule.impact))
                .map((rule) => rule.id + ': ' + rule.help
                    + rule.nodes.map((node) => '\\n' + node.html + '\\n' + node.failureSummary).join(''))
            """;

    private Axe() {}

    /** No serious finding. */
    public static void findsNothing(Page page) {
        String kind = String.valueOf(page.evaluate(KIND));
        if (!FLAWLESS.contains(kind)) {
            page.evaluate(AxeBuilder.getAxeScript());
            assertThat((List<?>) page.evaluate(SERIOUS)).as(page.url()).isEmpty();
            FLAWLESS.add(kind);
        }
    }
}
