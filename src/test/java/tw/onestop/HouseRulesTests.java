package tw.onestop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HouseRulesTests {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("tw.onestop", "tw.agencies", "tw.proof", "tw.witness");

    private static final JavaClasses BAD_HOUSE =
            new ClassFileImporter().importPackages("tw.badhouse", "tw.badagencies", "tw.badproof", "tw.badwitness");

    private static final List<String> SCHEMAS = List.of(
            "trust",
            "audit",
            "agency",
            "registry",
            "access",
            "exchange",
            "payment",
            "notice",
            "intake",
            "joining",
            "rehearsal",
            "statistics");

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        return new HouseRules("tw.onestop")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(HOUSE)));
    }

    /** A rule that cannot fail proves nothing: each finds its sample in the bad house. */
    @TestFactory
    Stream<DynamicTest> aBadHouseBreaksEachRule() {
        Map<String, ArchRule> rules = new HouseRules("tw.badhouse").all();
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(),
                        () -> assertThat(rule.getValue().evaluate(BAD_HOUSE).hasViolation())
                                .isTrue()));
    }

    @Test
    void noStatementReachesIntoAnotherModulesSchema() throws IOException {
        assertThat(foreignTables(Path.of("src/main/java/tw/onestop"))).isEmpty();
    }

    @Test
    void aStatementThatReachesIntoAnotherSchemaIsFound() throws IOException {
        assertThat(foreignTables(Path.of("src/test/java/tw/badhouse"))).isNotEmpty();
    }

    /** Who reads facts of people by SQL: the stores behind the door, what records, and what loads or counts. */
    @Test
    void noStatementReadsPeopleBesideTheStores() throws IOException {
        assertThat(readersOfPeople(Path.of("src/main/java/tw/onestop")))
                .containsExactlyInAnyOrder(
                        "Annotations.java",
                        "Books.java",
                        "Doors.java",
                        "Finder.java",
                        "Loading.java",
                        "ProtectiveMarks.java",
                        "Registrations.java",
                        "Revocations.java");
    }

    @Test
    void aStatementThatReadsPeopleBesideTheStoresIsFound() throws IOException {
        assertThat(readersOfPeople(Path.of("src/test/java/tw/badhouse"))).contains("PublicStore.java");
    }

    /** What was written from the published interface alone; the case they start from is what starts the product. */
    @Test
    void whoWroteFromTheInterfaceAloneKnowsNoClassOfTheProduct() {
        JavaClasses clients = new ClassFileImporter().importPackages("tw.client");
        assertThat(clients.stream().map(JavaClass::getSimpleName)).containsAll(STRANGERS);
        assertThat(strangersKnowNothing(STRANGERS)
                        .evaluate(clients)
                        .getFailureReport()
                        .getDetails())
                .isEmpty();
        assertThat(strangersKnowNothing(Set.of("ClientCase")).evaluate(clients).hasViolation())
                .isTrue();
    }

    private static final Set<String> STRANGERS = Set.of(
            "Wire",
            "Answer",
            "Machine",
            "Country",
            "Listener",
            "SheetVerifier",
            "LogVerifier",
            "LogInterfaceTests",
            "TokenInterfaceTests",
            "PullInterfaceTests",
            "ReplyInterfaceTests",
            "WebhookInterfaceTests");

    private static ArchRule strangersKnowNothing(Set<String> names) {
        return noClasses()
                .that(DescribedPredicate.describe(
                        "are strangers",
                        (JavaClass type) -> names.stream()
                                .anyMatch(name -> type.getName().matches("tw\\.client\\." + name + "(\\$.*)?"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tw.onestop..", "tw.witness..");
    }

    private static List<String> readersOfPeople(Path root) throws IOException {
        Pattern facts = Pattern.compile(
                "(?i)\\b(?:from|join)\\s+registry\\.(?:person|stay|household|annotation|registration_affected)\\b");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> facts.matcher(read(file)).find())
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        }
    }

    private static List<String> foreignTables(Path root) throws IOException {
        Pattern table = Pattern.compile(
                "(?i)\\b(?:from|join|into|update|table|only)\\s+(" + String.join("|", SCHEMAS) + ")\\.[a-z_]+");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".sql"))
                    .filter(file -> root.relativize(file).getNameCount() > 1)
                    .flatMap(file -> table.matcher(read(file))
                            .results()
                            .filter(hit -> !hit.group(1)
                                    .equalsIgnoreCase(
                                            root.relativize(file).getName(0).toString()))
                            .map(MatchResult::group)
                            .map(hit -> file + ": " + hit))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
