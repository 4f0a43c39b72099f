package ee.cqrs.it.http;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code POST /api/aggregates/{type}/{id}/commands/{Command}}. */
abstract class CommandContract {

    private static final int RANDOM = 4;
    private static final int TIME_ORDERED = 7;

    @Test
    void givenAnAcceptedCommandThenTheOutcomeSaysWhatHappenedAndWhere() throws Exception {
        String id = Given.freshId();
        long head = REST.head();

        Response response = Request.command("counter", id, "ActivateCounter", "{\"initialValue\":7}")
                .send();

        JsonNode outcome = response.ok();
        assertThat(Response.fields(outcome)).containsExactly("commandId", "aggregate", "position", "events");
        assertThat(outcome.get("aggregate").toString())
                .isEqualTo("{\"type\":\"counter\",\"id\":\"%s\",\"index\":0}".formatted(id));
        assertThat(response.header("ETag")).isEqualTo("\"0\"");
        assertThat(outcome.get("position").longValue()).isEqualTo(head + 1);
        assertThat(outcome.get("events")).hasSize(1);
        JsonNode event = outcome.at("/events/0");
        assertThat(Response.fields(event)).containsExactly("meta", "type", "data");
        assertThat(event.get("type").textValue()).isEqualTo("CounterActivated");
        assertThat(event.get("data").toString()).isEqualTo("{\"initialValue\":7}");
        assertThat(REST.events("counter", id)).containsExactly(event);
    }

    @Test
    void givenAnEventThenItsMetaIsComplete() throws Exception {
        String id = Given.freshId();
        Instant before = Instant.now();

        JsonNode outcome = Request.command("counter", id, "ActivateCounter", "{\"initialValue\":7}")
                .send()
                .ok();

        JsonNode meta = outcome.at("/events/0/meta");
        String commandId = outcome.get("commandId").textValue();
        assertThat(Response.fields(meta))
                .containsExactly(
                        "timestamp",
                        "uuid",
                        "version",
                        "origin",
                        "index",
                        "type",
                        "id",
                        "snapshotPeriod",
                        "position",
                        "commandId",
                        "correlationId",
                        "causationId",
                        "hash",
                        "previousHash");
        Instant timestamp = Instant.parse(meta.get("timestamp").textValue());
        assertThat(timestamp).isBetween(before.minusMillis(1), Instant.now());
        assertThat(timestamp.getNano() % 1_000)
                .as("nanoseconds below a microsecond")
                .isZero();
        assertThat(UUID.fromString(meta.get("uuid").textValue()).version()).isEqualTo(RANDOM);
        assertThat(meta.get("version").intValue()).isEqualTo(1);
        assertThat(meta.get("origin").textValue()).isEqualTo("anonymous");
        assertThat(meta.get("index").longValue()).isZero();
        assertThat(meta.get("type").textValue()).isEqualTo("counter");
        assertThat(meta.get("id").textValue()).isEqualTo(id);
        assertThat(meta.get("snapshotPeriod").intValue()).isEqualTo(5);
        assertThat(meta.get("position")).isEqualTo(outcome.get("position"));
        assertThat(List.of(meta.get("commandId"), meta.get("correlationId"), meta.get("causationId")))
                .as("without other ids, the command id")
                .allMatch(given -> given.textValue().equals(commandId));
        assertThat(meta.get("hash").textValue()).matches("[0-9a-f]{64}");
        assertThat(meta.get("previousHash").isNull())
                .as("no hash before the first")
                .isTrue();
    }

    @Test
    void givenALaterEventThenItIsChainedToTheOneBefore() throws Exception {
        String id = Given.activeCounter();
        Given.bump(id).send().ok();

        List<JsonNode> events = REST.events("counter", id);

        assertThat(events.get(1).at("/meta/previousHash"))
                .isEqualTo(events.get(0).at("/meta/hash"));
        assertThat(events.get(1).at("/meta/index").longValue()).isEqualTo(1);
        assertThat(Instant.parse(events.get(1).at("/meta/timestamp").textValue()))
                .isAfterOrEqualTo(
                        Instant.parse(events.get(0).at("/meta/timestamp").textValue()));
    }

    @Test
    void givenNoIdempotencyKeyThenTheServerMakesATimeOrderedCommandId() throws Exception {
        String id = Given.activeCounter();

        String first = Given.bump(id).send().ok().get("commandId").textValue();
        String second = Given.bump(id).send().ok().get("commandId").textValue();

        assertThat(UUID.fromString(first).version()).isEqualTo(TIME_ORDERED);
        assertThat(first).isLessThan(second);
    }

    @Test
    void givenACorrelationIdThenTheEventCarriesItAndTheAnswerEchoesIt() throws Exception {
        Response response = Given.bump(Given.activeCounter())
                .with("X-Correlation-ID", "order-42")
                .under(Given.freshId())
                .send();

        JsonNode meta = response.ok().at("/events/0/meta");
        assertThat(meta.get("correlationId").textValue()).isEqualTo("order-42");
        assertThat(meta.get("causationId")).isEqualTo(meta.get("commandId"));
        assertThat(response.header("X-Correlation-ID")).isEqualTo("order-42");
    }

    @Test
    void givenACommandThatTheRulesRefuseThenTheProblemHasTheirCodeAndNothingIsWritten() throws Exception {
        String id = Given.openAccount();
        Stored before = Stored.now();

        Response response = Request.command("account", id, "WithdrawMoney", "{\"amount\":0.01}")
                .under(id)
                .send();

        JsonNode problem = response.problem(422, "rejected");
        assertThat(problem.get("code").textValue()).isEqualTo("insufficient-funds");
        assertThat(problem.get("commandId").textValue()).isEqualTo(id);
        assertThat(Stored.now()).isEqualTo(before);
    }

    @Test
    void givenACommandThatChangesNothingThenItIsAcceptedWithoutEvents() throws Exception {
        String id = Given.activeCounter();
        Request call = Request.command("counter", id, "ChangeOwner", "{\"owner\":\"Ada\"}");
        call.send().ok();

        Response again = call.send();

        JsonNode outcome = again.ok();
        assertThat(outcome.get("events")).isEmpty();
        assertThat(outcome.at("/aggregate/index").longValue()).isEqualTo(1);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        assertThat(REST.events("counter", id)).hasSize(2);
    }
}
