package tw.onestop.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Path ROOM = Path.of("src/main/java/tw/onestop/notice");

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
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(
                Path.of("src/main/resources/messages/notice" + language + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
