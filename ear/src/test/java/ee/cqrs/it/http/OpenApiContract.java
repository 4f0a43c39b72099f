package ee.cqrs.it.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /openapi}, made from the catalogue. */
abstract class OpenApiContract {

    private static final String TO_SCHEMA = "/requestBody/content/application~1json/schema/$ref";

    @Test
    void givenTheCatalogueThenEveryCommandIsAnOperationWithItsSchema() throws Exception {
        JsonNode document = document();

        for (JsonNode type : Request.get("/types").send().ok().get("types")) {
            String name = type.get("type").textValue();
            String id = type.get("singleton").booleanValue() ? name : "{id}";
            for (JsonNode command : type.get("commands")) {
                String key = name + "." + command.get("name").textValue();
                JsonNode operation = document.get("paths")
                        .path("/cqrs/api/aggregates/%s/%s/commands/%s"
                                .formatted(name, id, command.get("name").textValue()))
                        .path("post");
                assertThat(operation.path("operationId").asText()).isEqualTo(key);
                assertThat(operation.at(TO_SCHEMA).asText()).isEqualTo("#/components/schemas/" + key);
                assertThat(Response.fields(
                                document.at("/components/schemas/" + key).path("properties")))
                        .as("fields of %s", key)
                        .containsExactlyInAnyOrderElementsOf(
                                Response.fields(command.get("schema").path("properties")));
            }
        }
    }

    @Test
    void givenAllOperationsThenEachHasItsOwnIdAndNoCommandIsAddedOrLeftOut() throws Exception {
        long commands = Response.all(Request.get("/types").send().ok().get("types")).stream()
                .mapToLong(type -> type.get("commands").size())
                .sum();

        List<String> ids = document().findValuesAsText("operationId");

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.stream().filter(id -> id.contains("."))).hasSize((int) commands);
    }

    @Test
    void givenTheCatalogueThenEveryQueryIsAnOperationWithItsParameters() throws Exception {
        JsonNode document = document();

        for (JsonNode query : Request.get("/types").send().ok().get("queries")) {
            String name = query.get("name").textValue();
            JsonNode operation =
                    document.get("paths").path("/cqrs/api/queries/" + name).path("get");
            assertThat(operation.path("operationId").asText()).isEqualTo("query-" + name);
            assertThat(operation.at("/tags/0").asText())
                    .isEqualTo(query.get("application").textValue());
            for (JsonNode parameter : query.get("parameters")) {
                JsonNode described = Response.all(operation.get("parameters")).stream()
                        .filter(candidate -> candidate.path("name").equals(parameter.get("name")))
                        .findFirst()
                        .orElseThrow();
                assertThat(described.path("required").asBoolean())
                        .isEqualTo(parameter.get("required").booleanValue());
                assertThat(described.at("/schema/type").asText())
                        .isEqualTo(parameter.at("/schema/type").asText());
            }
            assertThat(Response.texts(operation.get("parameters"), "/$ref"))
                    .contains("#/components/parameters/Position", "#/components/parameters/PositionHeader");
            assertThat(document.at("/components/schemas/queries." + name).isMissingNode())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"balances, true, true", "statement, true, false", "top-movers, true, false", "balance, false, false"})
    void givenPagesAndAnOrderToChooseThenThoseAreParametersToo(String query, boolean paged, boolean sorted)
            throws Exception {
        JsonNode parameters =
                document().get("paths").path("/cqrs/api/queries/" + query).at("/get/parameters");

        List<String> limits = List.of("#/components/parameters/Limit", "#/components/parameters/Skip");
        assertThat(Response.texts(parameters, "/$ref").containsAll(limits)).isEqualTo(paged);
        assertThat(Response.texts(parameters, "/$ref").stream().anyMatch(limits::contains))
                .isEqualTo(paged);
        assertThat(Response.texts(parameters, "/name").contains("sort")).isEqualTo(sorted);
        assertThat(document().at("/components/parameters/Limit/name").asText()).isEqualTo("limit");
        assertThat(document().at("/components/parameters/Skip/name").asText()).isEqualTo("after");
    }

    @Test
    void givenTheReadingRowsOfTheContractThenTheyAreDescribedToo() throws Exception {
        assertThat(Response.fields(document().get("paths")))
                .contains(
                        "/cqrs/api/aggregates/{type}/{id}",
                        "/cqrs/api/aggregates/{type}/{id}/events",
                        "/cqrs/api/aggregates/{type}",
                        "/cqrs/api/events",
                        "/cqrs/api/commands",
                        "/cqrs/api/verify",
                        "/cqrs/api/verify/roots",
                        "/cqrs/api/subscriptions",
                        "/cqrs/api/subscriptions/{name}",
                        "/cqrs/api/subscriptions/{name}/audit",
                        "/cqrs/api/subscriptions/{name}/parked",
                        "/cqrs/api/subscriptions/{name}/parked/{type}/{id}/skip",
                        "/cqrs/api/subscriptions/{name}/skipped",
                        "/cqrs/api/projections",
                        "/cqrs/api/projections/{name}",
                        "/cqrs/api/projections/{name}/versions/{version}/stop",
                        "/cqrs/api/projections/{name}/versions/{version}/resume",
                        "/cqrs/api/projections/{name}/versions/{version}/cancel",
                        "/cqrs/api/projections/{name}/versions/{version}/rebuild",
                        "/cqrs/api/types");
    }

    @Test
    void givenAReferenceThenWhatItPointsToIsThere() throws Exception {
        JsonNode document = document();

        Map<String, JsonNode> targets = document.findValuesAsText("$ref").stream()
                .distinct()
                .collect(Collectors.toMap(reference -> reference, reference -> document.at(reference.substring(1))));

        assertThat(targets).isNotEmpty().allSatisfy((reference, target) -> assertThat(target.isMissingNode())
                .as(reference)
                .isFalse());
    }

    private static JsonNode document() throws Exception {
        return Request.get("")
                .at("/openapi")
                .with("Accept", "application/json")
                .send()
                .ok();
    }
}
