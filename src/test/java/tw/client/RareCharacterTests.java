package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tw.proof.Browser;
import tw.proof.Clerk;

/** Fifty characters of Extensions B to H and of the private use of 全字庫: typed, found, sent, printed; by code point. */
class RareCharacterTests extends ClientCase {

    private static final int TO_A_NAME = 10;

    /** Five names with ten rare characters each; the surname has a variant. */
    static Stream<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder("溫");
        for (String line : Files.readAllLines(Path.of("src/test/resources/names/rare-characters.csv"))) {
            if (line.startsWith("U+")) {
                name.appendCodePoint(Integer.parseInt(line.substring(2, line.indexOf(',')), 16));
                if (name.codePointCount(0, name.length()) > TO_A_NAME) {
                    names.add(name.toString());
                    name = new StringBuilder("溫");
                }
            }
        }
        assertThat(names).hasSize(5);
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aRareNameIsTypedFoundSentAndPrintedAsItIs(String name) throws IOException {
        String number = world.someone("溫小明");
        try (Clerk clerk = country.clerk()) {
            Browser.Page person = search(clerk, number);
            String receipt = clerk.conclude(clerk.agree(renamed(clerk, person, name)));

            for (String typed : List.of(name, name.replace('溫', '温'))) {
                Browser.Page found = search(clerk, typed);
                assertThat(found.uri()).isEqualTo(person.uri());
                assertThat(found.document().text()).contains(name, number);
            }
            Country.eventually(() -> power.feed().stream().anyMatch(notice -> says(notice, name)));

            String last = name.substring(name.offsetByCodePoints(name.length(), -1));
            byte[] pdf = clerk.browser().raw("/counter/receipts/" + receipt.replaceAll("\\D", "") + ".pdf", "identity");
            try (PDDocument document = Loader.loadPDF(pdf)) {
                assertThat(new PDFTextStripper().getText(document))
                        .containsAnyOf("○" + last, "○【U+%04X】".formatted(last.codePointAt(0)));
            }
        }
    }

    private static boolean says(JsonNode node, String name) {
        if (node.isString()) {
            return node.asString().equals(name);
        }
        for (JsonNode child : node) {
            if (says(child, name)) {
                return true;
            }
        }
        return false;
    }

    private static Browser.Page search(Clerk clerk, String typed) throws IOException {
        Browser.Page page = clerk.browser().get("/counter");
        return clerk.browser().submit(page, page.form("/counter/search"), Map.of("q", typed, "by", ""));
    }

    private static Browser.Page renamed(Clerk clerk, Browser.Page person, String name) throws IOException {
        FormElement begin = person.form("/counter/sittings");
        Element party = java.util.Objects.requireNonNull(begin.selectFirst("input[name=person]"));
        Browser.Page page =
                clerk.browser().submit(person, begin, Map.of("kind", "NAME", "person", party.attr("value")));
        FormElement form = page.form(page.uri().getPath());
        Browser.Page notices = clerk.browser()
                .submit(
                        page,
                        form,
                        Map.of(
                                "v.reason", "SPECIAL",
                                "v.newName", name,
                                "v.criminalRecord", "CLEAR",
                                "v.evidence",
                                        String.join(
                                                ",",
                                                form.select("input[name=v.evidence]")
                                                        .eachAttr("value")),
                                "then", "next"));
        assertThat(notices.uri().getPath()).as(notices.document().text()).endsWith("/notices");
        return notices;
    }
}
