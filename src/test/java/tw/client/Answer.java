package tw.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over the wire. */
record Answer(int status, String type, String body, HttpResponse<String> response) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<String> response) {
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body(),
                response);
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String text() {
        return body;
    }

    Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** RFC 9457 with all the members that interfaces.md names. */
    JsonNode problem(int expected, String code) {
        is(expected);
        assertThat(type).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.propertyNames())
                .contains("type", "title", "status", "detail", "instance", "code", "invalidParams");
        assertThat(problem.path("status").asInt()).isEqualTo(expected);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("instance").asString()).isEqualTo(response.uri().getRawPath());
        assertThat(problem.path("type").asString()).isNotBlank();
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        for (JsonNode param : problem.path("invalidParams")) {
            assertThat(param.propertyNames()).containsExactlyInAnyOrder("name", "code", "reason");
        }
        return problem;
    }

    /** A problem that names the parameter which is wrong. */
    void invalid(String name) {
        JsonNode problem = problem(400, json().path("code").asString());
        assertThat(problem.path("invalidParams").size()).as(body).isEqualTo(1);
        assertThat(problem.path("invalidParams").path(0).path("name").asString())
                .isEqualTo(name);
    }
}
