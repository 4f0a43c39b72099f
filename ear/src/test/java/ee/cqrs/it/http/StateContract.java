package ee.cqrs.it.http;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code GET /api/aggregates/{type}/{id}}, now and in the past. */
abstract class StateContract {

    @Test
    void givenAnAggregateThenItsStateHasTheMetaOfItsLastEvent() throws Exception {
        String id = Given.openAccount();
        JsonNode last = Given.deposit(id, "12.50").send().ok().at("/events/0/meta");

        Response response = Request.state("account", id).send();

        JsonNode answer = response.ok();
        assertThat(response.header("ETag")).isEqualTo("\"1\"");
        assertThat(Response.fields(answer)).containsExactly("meta", "state");
        assertThat(Response.fields(answer.get("meta")))
                .containsExactly("timestamp", "uuid", "version", "origin", "index", "type", "id", "snapshotPeriod");
        assertThat(Response.fields(answer.get("meta")))
                .allSatisfy(field -> assertThat(answer.get("meta").get(field)).isEqualTo(last.get(field)));
        assertThat(answer.get("state").toString())
                .isEqualTo(
                        "{\"owner\":\"Ada\",\"currency\":\"EUR\",\"balance\":12.50,\"overdraftLimit\":0,\"status\":\"OPEN\",\"iban\":null}");
    }

    @Test
    void givenAnIndexThenTheStateIsAsItWasAfterThatEvent() throws Exception {
        String id = Given.counterAt(7);
        List<JsonNode> events = REST.events("counter", id);

        for (int index = 0; index <= 7; index++) {
            Response response = past(id, "?index=" + index);
            assertThat(response.ok().at("/state/value").longValue()).isEqualTo(index);
            assertThat(response.header("ETag")).isEqualTo("\"%d\"".formatted(index));
            assertThat(response.ok().at("/meta/uuid"))
                    .isEqualTo(events.get(index).at("/meta/uuid"));
        }
        past(id, "?index=8").problem(404, "not-found");
    }

    @Test
    void givenATimeThenTheStateIsAsItWasThen() throws Exception {
        String id = Given.counterAt(3);
        List<JsonNode> events = REST.events("counter", id);
        Instant second = timestamp(events.get(1));

        assertThat(past(id, "?at=" + second).ok().at("/state/value").longValue())
                .isEqualTo(1);
        assertThat(past(id, "?at=" + second.minusNanos(1_000))
                        .ok()
                        .at("/meta/index")
                        .longValue())
                .as("one microsecond before")
                .isZero();
        assertThat(past(id, "?at=2999-01-01T00:00:00Z").ok())
                .isEqualTo(past(id, "").ok());
    }

    @Test
    void givenATimeBeforeItsFirstEventThenItIsNotFound() throws Exception {
        String id = Given.activeCounter();
        Instant first = timestamp(REST.events("counter", id).get(0));

        past(id, "?at=" + first.minusNanos(1_000)).problem(404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events", "?index=0", "?at=2026-01-01T00:00:00Z"})
    void givenAnIdThatNeverExistedThenItIsNotFoundAndLeavesNothing(String path) throws Exception {
        String id = Given.freshId();
        Stored before = Stored.now();

        for (String type : List.of("account", "contact-details", "counter")) {
            Request.get("/aggregates/%s/%s%s".formatted(type, id, path)).send().problem(404, "not-found");
        }

        assertThat(Stored.now()).isEqualTo(before);
    }

    private static Response past(String id, String query) throws Exception {
        return Request.get("/aggregates/counter/%s%s".formatted(id, query)).send();
    }

    private static Instant timestamp(JsonNode event) {
        return Instant.parse(event.at("/meta/timestamp").textValue());
    }
}
