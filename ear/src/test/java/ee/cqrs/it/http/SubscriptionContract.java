package ee.cqrs.it.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /api/subscriptions}; what there is to see of one that works is shown by an application that has some. */
abstract class SubscriptionContract {

    @Test
    void givenAServerThenItsProjectionsAndTheRelayToTheTopicAreSubscriptions() throws Exception {
        JsonNode list = Request.get("/subscriptions").send().ok();

        assertThat(Response.texts(list.get("subscriptions"), "/name")).contains("balances", "counter-values", "topic");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /subscriptions/nobody",
        "GET, /subscriptions/nobody/audit",
        "GET, /subscriptions/nobody/parked",
        "GET, /subscriptions/nobody/parked/account/a-1",
        "POST, /subscriptions/nobody/parked/account/a-1/retry"
    })
    void givenAnUnknownNameThenItIsNotFound(String method, String path) throws Exception {
        JsonNode problem = Request.get(path).method(method).send().problem(404, "not-found");

        assertThat(problem.get("detail").textValue()).contains("nobody");
    }

    @Test
    void givenABadParameterThenItIsNamed() throws Exception {
        JsonNode limit =
                Request.get("/subscriptions/nobody/parked?limit=0").send().problem(400, "malformed");
        JsonNode other =
                Request.get("/subscriptions/nobody/parked?first=1").send().problem(400, "malformed");

        assertThat(limit.at("/errors/0/field").textValue()).isEqualTo("limit");
        assertThat(other.at("/errors/0/field").textValue()).isEqualTo("first");
    }
}
