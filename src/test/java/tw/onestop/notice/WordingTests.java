package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tw.onestop.agency.ChangeType;

class WordingTests {

    private static final Path HOUSE = Path.of("src/main/java/tw/onestop");
    private static final Path ROOM = HOUSE.resolve("notice");

    /** Names in these two rooms that are about no application and no item: rules, rounds, lists, files, and values by their days. */
    private static final Pattern ABOUT_NO_CASE = Pattern.compile(
            "exchange\\.(?:bundles?|delivery|dispatcher|door|endpoint|letters|message|pull|replay|sftp|skip|troubled)(?:\\..*)?"
                    + "|notice\\.(?:batch|clearing(?!\\.answer)|confirmation|consent|contact|delivered|dossier\\.list|ended|errandField"
                    + "|failed|fee(?!\\.read)|late|load|open|passport|pictures|recent|rehearsal|reminder|renumbering|resent|rule"
                    + "|shadow|statutory)(?:\\..*)?"
                    + "|notice\\.(?:message|photo)");

    @Test
    void everyRefusalHasItsSentenceInBothLanguages() throws IOException {
        Set<String> codes = new TreeSet<>();
        try (Stream<Path> files = Files.list(ROOM)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Pattern.compile(
                                "(?:Refusal\\.of\\(\"[^\"]*\", |Refusal\\.of\\(field, |refusal\\(|refused\\()\"(notice\\.[A-Za-z.]+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .map((MatchResult hit) -> hit.group(1))
                        .forEach(codes::add);
            }
        }

        assertThat(codes).hasSizeGreaterThan(15);
        assertThat(messages("").stringPropertyNames()).containsAll(codes);
        assertThat(messages("_en").stringPropertyNames())
                .isEqualTo(messages("").stringPropertyNames())
                .containsAll(codes);
    }

    /** A dossier lists every row of the trail that is about a case: a name that is new here has a word, or is ruled to be about none. */
    @Test
    void everyActAboutACaseHasItsWordInADossier() throws IOException {
        Properties dossier = properties("dossier", "");
        Set<String> sentences = new TreeSet<>(messages("").stringPropertyNames());
        sentences.addAll(properties("receipt", "").stringPropertyNames());
        Set<String> acts = new TreeSet<>();
        for (Path room : List.of(ROOM, HOUSE.resolve("exchange"))) {
            try (Stream<Path> files = Files.list(room)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Pattern.compile("\"((?:notice|exchange)(?:\\.[A-Za-z]+)+)\"")
                            .matcher(Files.readString(file))
                            .results()
                            .map((MatchResult hit) -> hit.group(1))
                            .filter(name -> !sentences.contains(name))
                            .filter(name -> !ABOUT_NO_CASE.matcher(name).matches())
                            .forEach(acts::add);
                }
            }
        }

        assertThat(dossier.stringPropertyNames().stream()
                        .filter(key -> key.startsWith("dossier.action."))
                        .map(key -> key.substring("dossier.action.".length())))
                .containsExactlyInAnyOrderElementsOf(acts);
        assertThat(properties("dossier", "_en").stringPropertyNames()).isEqualTo(dossier.stringPropertyNames());
    }

    @Test
    void everyTypeOfNoticeHasItsSchema() {
        Stream<String> byConsent = Stream.of(ChangeType.values())
                .map(change -> RegistrationChange.PROGRAMME.type(RegistrationChange.PROGRAMME.what(change)));
        Stream<String> byLaw = Stream.concat(
                Stream.of(
                                ChangeType.ADDRESS,
                                ChangeType.NAME,
                                ChangeType.UIN,
                                ChangeType.BIRTH_DATE,
                                ChangeType.DEATH,
                                ChangeType.ORIGIN)
                        .map(what -> StatutoryNotice.PROGRAMME.type(StatutoryNotice.PROGRAMME.what(what))),
                Stream.of("correction", "revocation", "annulment").map(what -> StatutoryNotice.PROGRAMME.type(what)));

        assertThat(Stream.of(
                                byConsent,
                                byLaw,
                                Stream.of(
                                        RegistrationChange.PROGRAMME.type(Programme.WITHDRAWAL),
                                        Announcing.TRIAL,
                                        "tw.onestop.notice.renumbering.doors.v1",
                                        "tw.onestop.notice.renumbering.revocation.v1"))
                        .flatMap(types -> types))
                .allMatch(type -> new ClassPathResource("schemas/notice/" + type + ".json").exists());
    }

    private static Properties messages(String language) throws IOException {
        return properties("notice", language);
    }

    private static Properties properties(String bundle, String language) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Path.of("src/main/resources/messages/" + bundle + language + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
