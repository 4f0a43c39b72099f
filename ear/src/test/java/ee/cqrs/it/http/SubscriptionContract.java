package ee.cqrs.it.http;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.awaitility.Awaitility;
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

    @Test
    void givenManyAuditsAtOnceThenSomeAreToldToComeLaterAndTheOthersAreComplete() throws Exception {
        Given.openAccount();

        Awaitility.await("one meets another").atMost(Duration.ofSeconds(60)).until(() -> {
            List<Response> audits = Crowd.of(
                    8,
                    client -> () -> Request.get("/subscriptions/balances/audit").send());
            List<Response> refused =
                    audits.stream().filter(audit -> audit.status() == 429).toList();
            assertThat(refused).allSatisfy(audit -> {
                audit.problem(429, "overloaded");
                assertThat(audit.header("Retry-After")).isEqualTo("10");
            });
            assertThat(audits).filteredOn(audit -> !refused.contains(audit)).allSatisfy(audit -> assertThat(
                            audit.ok().get("complete").booleanValue())
                    .as(audit.body())
                    .isTrue());
            return !refused.isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /subscriptions/nobody",
        "GET, /subscriptions/nobody/audit",
        "GET, /subscriptions/nobody/parked",
        "GET, /subscriptions/nobody/parked/account/a-1",
        "GET, /subscriptions/nobody/skipped",
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
        JsonNode after =
                Request.get("/subscriptions/nobody/skipped?after=x").send().problem(400, "malformed");

        assertThat(after.at("/errors/0/field").textValue()).isEqualTo("after");
        assertThat(limit.at("/errors/0/field").textValue()).isEqualTo("limit");
        assertThat(other.at("/errors/0/field").textValue()).isEqualTo("first");
    }
}
