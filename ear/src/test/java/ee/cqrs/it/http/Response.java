package ee.cqrs.it.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server answered. */
record Response(int status, HttpHeaders headers, String body) {

    /** Checks the status and goes on with the JSON. */
    JsonNode ok() {
        assertThat(status).as(body).isEqualTo(200);
        assertThat(header("Content-Type")).isEqualTo("application/json");
        return json();
    }

    /** Checks that it is a problem of this type and goes on with the document. */
    JsonNode problem(int expectedStatus, String type) {
        assertThat(status).as(body).isEqualTo(expectedStatus);
        assertThat(header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("type").asText()).isEqualTo("urn:cqrs-ee:problem:" + type);
        assertThat(problem.path("status").intValue()).isEqualTo(expectedStatus);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        return problem;
    }

    JsonNode json() {
        return Reply.json(body);
    }

    List<JsonNode> lines() {
        return body.lines().map(Reply::json).toList();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    static List<String> fields(JsonNode object) {
        return object.properties().stream().map(field -> field.getKey()).toList();
    }

    static List<JsonNode> all(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** What stands at a path in each element. */
    static List<JsonNode> each(JsonNode array, String pointer) {
        return all(array).stream().map(element -> element.at(pointer)).toList();
    }

    static List<Long> numbers(JsonNode array, String pointer) {
        return each(array, pointer).stream().map(JsonNode::longValue).toList();
    }

    static List<String> texts(JsonNode array, String pointer) {
        return each(array, pointer).stream().map(JsonNode::asText).toList();
    }
}
