package ee.cqrs.it.http;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static ee.cqrs.it.http.BadInputs.OPEN;
import static ee.cqrs.it.http.BadInputs.USED_KEY;
import static org.assertj.core.api.Assertions.assertThat;

/** Bad input has its status and problem, names the field, shows no internals and writes nothing. */
class HttpBadInputIT extends HttpEntrance {

    private static final String INTERNALS =
            "(?is).*(exception|jackson|fasterxml|java\\.|ee\\.cqrs|jakarta|resteasy|undertow|sqlstate|\tat |<html).*";

    private static String probe;

    static Stream<BadInput> inputs() {
        return BadInputs.all();
    }

    static Stream<BadItems.BadItem> items() {
        return BadItems.all();
    }

    @BeforeAll
    static void openAccounts() throws Exception {
        Request.command("account", OPEN, "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}")
                .under(USED_KEY)
                .send()
                .ok();
        probe = Given.openAccount();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void givenBadInputThenItsProblemIsToldAndNothingIsWritten(BadInput bad) throws Exception {
        String key = "key-" + Given.freshId();
        Request request = bad.request().has("Idempotency-Key")
                ? bad.request()
                : bad.request().under(key);
        Stored before = Stored.now();

        Response response = request.send();

        assertThat(Stored.now()).as("what is stored").isEqualTo(before);
        assertThat(response.status()).as(response.body()).isEqualTo(bad.status());
        if (bad.isBare()) {
            assertThat(response.body()).isEmpty();
        } else {
            assertTells(bad, response);
        }
        assertThat(Given.deposit(probe, "1").under(key).send().status())
                .as("status of a good command under the same key")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("items")
    void givenABadItemThenItHasItsProblemInArrayAndLinesAndNothingIsWritten(BadItems.BadItem bad) throws Exception {
        Stored before = Stored.now();

        JsonNode inArray = Item.array(List.of(bad.json())).send().ok().get(0);
        JsonNode inLine = Item.lines(bad.json()).send().lines().get(0);

        assertThat(Stored.now()).as("what is stored").isEqualTo(before);
        for (JsonNode problem : List.of(inArray, inLine)) {
            assertThat(problem.path("status").intValue()).as(problem.toString()).isEqualTo(bad.status());
            assertThat(problem.path("type").asText()).isEqualTo("urn:cqrs-ee:problem:" + bad.problem());
            assertNames(bad.field(), problem);
        }
    }

    @Test
    void givenTheSameInputUnspoiltThenItIsAcceptedAndTheTableWouldNotice() throws Exception {
        for (Request good : List.of(
                Request.command("counter", Given.freshId(), "ActivateCounter", "{\"initialValue\":1}"),
                Given.deposit(probe, "1"),
                Request.command(
                        "contact-details", Given.freshId(), "ChangeEmailAddress", "{\"email\":\"a@b.example\"}"),
                Item.array(List.of(Item.activate(Given.freshId()))),
                Item.lines(Item.activate(Given.freshId())))) {
            Stored before = Stored.now();

            assertThat(good.send().status()).isEqualTo(200);

            assertThat(Stored.now()).as("what is stored after %s", good.path()).isNotEqualTo(before);
        }
    }

    private static void assertTells(BadInput bad, Response response) {
        JsonNode problem = response.problem(bad.status(), bad.problem());
        assertNames(bad.field(), problem);
        if (bad.status() == 405) {
            assertThat(response.header("Allow"))
                    .contains("OPTIONS")
                    .doesNotContain(bad.request().method());
        }
    }

    private static void assertNames(String field, JsonNode problem) {
        assertThat(problem.at("/errors/0/field").textValue())
                .as("field named in %s", problem)
                .isEqualTo(field);
        assertThat(problem.toString()).doesNotMatch(INTERNALS);
    }
}
