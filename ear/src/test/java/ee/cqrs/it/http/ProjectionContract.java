package ee.cqrs.it.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /api/projections}; how a version is built beside another one is shown by an application that has two. */
abstract class ProjectionContract {

    @Test
    void givenAProjectionOfOneVersionThenItIsLive() throws Exception {
        JsonNode list = Request.get("/projections").send().ok();
        JsonNode balances = Request.get("/projections/balances").send().ok();

        assertThat(Response.texts(list.get("projections"), "/name")).contains("balances", "counter-values");
        assertThat(balances.get("live").intValue()).isOne();
        assertThat(Response.texts(balances.get("versions"), "/state")).containsExactly("LIVE");
        assertThat(balances.at("/versions/0/subscription").textValue()).isEqualTo("balances");
        assertThat(Response.fields(balances.at("/versions/0")))
                .contains("position", "head", "lag", "rate", "secondsLeft", "parked", "hindrance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "resume", "cancel", "rebuild"})
    void givenTheLiveVersionThenNothingIsDoneAboutIt(String change) throws Exception {
        JsonNode problem = Request.get("/projections/balances/versions/1/" + change)
                .method("POST")
                .send()
                .problem(409, "conflict");

        assertThat(problem.get("detail").textValue()).startsWith("Version 1 of balances is live and cannot be ");
        assertThat(Request.get("/projections/balances")
                        .send()
                        .ok()
                        .at("/versions/0/state")
                        .textValue())
                .isEqualTo("LIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /projections/nobody",
        "POST, /projections/nobody/versions/2/stop",
        "POST, /projections/balances/versions/99/stop",
        "POST, /projections/balances/versions/2/forget"
    })
    void givenWhatIsNotThereThenItIsNotFound(String method, String path) throws Exception {
        Request.get(path).method(method).send().problem(404, "not-found");
    }

    @Test
    void givenABadVersionThenItIsNamed() throws Exception {
        JsonNode problem = Request.get("/projections/balances/versions/last/stop")
                .method("POST")
                .send()
                .problem(400, "malformed");

        assertThat(problem.at("/errors/0/field").textValue()).isEqualTo("version");
    }
}
