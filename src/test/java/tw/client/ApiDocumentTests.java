package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The one OpenAPI document at /v3/api-docs and the page at /docs/api. */
class ApiDocumentTests extends ClientCase {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void theDocumentIsOpenApi31() {
        assertThat(document().path("openapi").asString()).startsWith("3.1");
        assertThat(document().path("servers").size()).isEqualTo(1);
    }

    @Test
    void itListsExactlyTheMachinesDoorsThatExist() {
        Map<String, Set<String>> written = new TreeMap<>();
        document().path("paths").forEachEntry((path, item) -> {
            for (String name : item.propertyNames()) {
                written.computeIfAbsent(path, none -> new TreeSet<>()).add(name.toUpperCase(Locale.ROOT));
            }
        });
        Map<String, Set<String>> found = new TreeMap<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(info -> info.getPatternValues().stream()
                        .filter(path -> path.matches("/(v1|oauth2|\\.well-known)/.*"))
                        .forEach(path -> found.computeIfAbsent(path, none -> new TreeSet<>())
                                .addAll(info.getMethodsCondition().getMethods().stream()
                                        .map(Enum::name)
                                        .filter(method -> !method.equals("HEAD"))
                                        .collect(Collectors.toSet()))));
        assertThat(written).isEqualTo(found);
    }

    @Test
    void everyOperationHasSchemasExamplesErrorsAndItsSecurity() {
        JsonNode document = document();
        assertThat(document.path("components").path("securitySchemes").propertyNames())
                .containsExactly("agency");
        assertThat(document.path("security").toString()).isEqualTo("[{\"agency\":[]}]");
        document.path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, operation) -> {
                    String where = method + " " + path;
                    assertThat(operation.path("summary").asString()).as(where).isNotBlank();
                    operation
                            .path("requestBody")
                            .path("content")
                            .forEach(content -> described(document, content, where));
                    boolean secured = !operation.has("security");
                    assertThat(operation.path("responses").has("401") || !secured)
                            .as(where)
                            .isTrue();
                    operation.path("responses").forEachEntry((status, given) -> {
                        JsonNode response = resolved(document, given);
                        assertThat(response.path("content").isEmpty())
                                .as(where + " " + status)
                                .isEqualTo(status.equals("204"));
                        response.path("content").forEachEntry((type, content) -> {
                            described(document, content, where + " " + status);
                            if (Integer.parseInt(status) >= 400 && !path.startsWith("/oauth2/")) {
                                assertThat(type).isEqualTo("application/problem+json");
                            }
                        });
                    });
                }));
    }

    @Test
    void itsExamplesOfProblemsHaveTheShapeOfProblems() {
        JsonNode document = document();
        int[] seen = new int[1];
        document.path("paths")
                .forEach(item ->
                        item.forEach(operation -> operation.path("responses").forEachEntry((status, given) -> {
                            JsonNode problem = resolved(document, given)
                                    .path("content")
                                    .path("application/problem+json")
                                    .path("example");
                            if (!problem.isMissingNode()) {
                                seen[0]++;
                                assertThat(problem.propertyNames())
                                        .contains(
                                                "type",
                                                "title",
                                                "status",
                                                "detail",
                                                "instance",
                                                "code",
                                                "invalidParams");
                                assertThat(problem.path("status").asString()).isEqualTo(status);
                            }
                        })));
        assertThat(seen[0]).isGreaterThan(20);
    }

    @Test
    void thePageForDevelopersIsOpenToEverybody() {
        assertThat(wire.get("/docs/api").is(200).body()).contains("Token.java", "/v1/notices", "/v3/api-docs");
    }

    private JsonNode document() {
        return wire.get("/v3/api-docs").is(200).json();
    }

    private static void described(JsonNode document, JsonNode content, String where) {
        JsonNode schema = resolved(document, content.path("schema"));
        assertThat(schema.has("properties") || schema.has("type")).as(where).isTrue();
        assertThat(content.has("example") || schema.has("example") || schema.has("examples"))
                .as("example of " + where)
                .isTrue();
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
