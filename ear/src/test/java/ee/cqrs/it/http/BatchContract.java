package ee.cqrs.it.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code POST /api/commands} with an array. */
abstract class BatchContract {

    @Test
    void givenGoodAndBadCommandsThenEachHasItsAnswerInOrder() throws Exception {
        String id = Given.freshId();
        String other = Given.freshId();

        JsonNode answers = Item.array(List.of(
                        Item.activate(id),
                        Item.activate(id),
                        Item.bump(id, 5),
                        Item.of("counter", id, "BumpCounterBy", "{\"amount\":\"5\"}"),
                        Item.of("counter", id, "Explode", "{}"),
                        Item.of("counter", id, "BumpCounter", "{}", ",\"expectedIndex\":0"),
                        Item.of("counter", id, "BumpCounter", "{}", ",\"expectedIndex\":1"),
                        Item.of("account", other, "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}")))
                .send()
                .ok();

        assertThat(Response.numbers(answers, "/status"))
                .containsExactly(200L, 422L, 200L, 400L, 404L, 412L, 200L, 200L);
        assertThat(answers.at("/1/code").textValue()).isEqualTo("already-active");
        assertThat(answers.at("/3/errors/0/field").textValue()).isEqualTo("amount");
        assertThat(answers.at("/4/type").textValue()).isEqualTo("urn:cqrs-ee:problem:not-found");
        assertThat(answers.at("/5/type").textValue()).isEqualTo("urn:cqrs-ee:problem:index-mismatch");
        assertThat(REST.events("counter", id))
                .containsExactly(answers.at("/0/events/0"), answers.at("/2/events/0"), answers.at("/6/events/0"));
        assertThat(REST.events("account", other)).containsExactly(answers.at("/7/events/0"));
    }

    @Test
    void givenAnAcceptedItemThenItHasTheAnswerThatItWouldHaveGotAloneAndItsStatus() throws Exception {
        JsonNode item =
                Item.array(List.of(Item.activate(Given.freshId()))).send().ok().get(0);

        assertThat(Response.fields(item)).containsExactly("status", "commandId", "aggregate", "position", "events");
        assertThat(item.at("/aggregate/index").longValue()).isZero();
        assertThat(item.get("position")).isEqualTo(item.at("/events/0/meta/position"));
        assertThat(item.at("/events/0/meta").size()).as("fields of the meta").isEqualTo(14);
    }

    @Test
    void givenCommandsForSeveralAggregatesInTurnThenEachTakesItsOwnInOrder() throws Exception {
        List<String> ids = List.of(Given.freshId(), Given.freshId(), Given.freshId());
        List<String> items = new ArrayList<>(ids.stream().map(Item::activate).toList());
        LongStream.rangeClosed(1, 20).forEach(amount -> ids.forEach(id -> items.add(Item.bump(id, amount))));

        Item.array(items).send().ok();

        for (String id : ids) {
            List<Long> amounts = REST.events("counter", id).stream()
                    .skip(1)
                    .map(event -> event.at("/data/amount").longValue())
                    .toList();
            assertThat(amounts).isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
        }
    }

    @Test
    void givenTheSameCommandIdTwiceThenOneEffectAndTheSameAnswer() throws Exception {
        String id = Given.activeCounter();
        String more = ",\"commandId\":\"%s\"".formatted(Given.freshId());
        String bump = Item.of("counter", id, "BumpCounter", "{}", more);
        String reused = Item.of("counter", id, "BumpCounterBy", "{\"amount\":3}", more);

        JsonNode answers = Item.array(List.of(bump, bump, reused)).send().ok();

        assertThat(answers.get(0).get("status").intValue()).isEqualTo(200);
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
        assertThat(answers.at("/2/type").textValue()).isEqualTo("urn:cqrs-ee:problem:key-reused");
        assertThat(REST.events("counter", id)).hasSize(2);
    }

    @Test
    void givenTheWholeBatchAgainThenTheSameAnswers() throws Exception {
        String id = Given.freshId();
        Request batch = Item.array(List.of(
                Item.of("counter", id, "ActivateCounter", "{\"initialValue\":1}", key()),
                Item.of("counter", id, "BumpCounter", "{}", key())));

        JsonNode first = batch.send().ok();

        assertThat(batch.send().ok()).isEqualTo(first);
        assertThat(REST.events("counter", id)).hasSize(2);
    }

    @Test
    void givenACorrelationIdThenAllEventsCarryIt() throws Exception {
        String id = Given.freshId();

        Item.array(List.of(Item.activate(id), Item.bump(id, 2)))
                .with("X-Correlation-ID", "import-7")
                .send()
                .ok();

        assertThat(REST.events("counter", id))
                .extracting(event -> event.at("/meta/correlationId").textValue())
                .containsExactly("import-7", "import-7");
    }

    @Test
    void givenAnAmountThenItIsKeptExactly() throws Exception {
        String id = Given.openAccount();

        JsonNode answers = Item.array(List.of(Item.of("account", id, "DepositMoney", "{\"amount\":12.50}")))
                .send()
                .ok();

        assertThat(answers.at("/0/events/0/data").toString()).isEqualTo("{\"amount\":12.50}");
    }

    @Test
    void givenNoCommandsThenNoAnswers() throws Exception {
        assertThat(Item.array(List.of()).send().ok()).isEmpty();
    }

    private static String key() {
        return ",\"commandId\":\"%s\"".formatted(Given.freshId());
    }
}
