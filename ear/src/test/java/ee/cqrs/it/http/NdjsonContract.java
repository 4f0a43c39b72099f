package ee.cqrs.it.http;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static ee.cqrs.it.http.HttpEntrance.REST;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code POST /api/commands} with a command in each line. */
abstract class NdjsonContract {

    @Test
    void givenLinesThenEachIsAnsweredByALineInOrder() throws Exception {
        String id = Given.freshId();

        Response response = Item.lines("%s\r\n\n%s\n{\"type\":\n%s\n%s"
                        .formatted(Item.activate(id), Item.bump(id, 0), Item.bump(id, 3), Item.bump(id, 4)))
                .send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(response.body()).endsWith("\n");
        List<JsonNode> answers = response.lines();
        assertThat(answers)
                .extracting(answer -> answer.get("status").intValue())
                .containsExactly(200, 422, 400, 200, 200);
        assertThat(answers.get(1).get("code").textValue()).isEqualTo("amount-is-zero");
        assertThat(answers.get(4).at("/aggregate/index").longValue()).isEqualTo(2);
        assertThat(REST.events("counter", id)).hasSize(3);
    }

    @Test
    void givenALongStreamInChunksThenAllOfItIsDoneInOrder() throws Exception {
        String id = Given.activeCounter();
        List<Long> amounts = LongStream.rangeClosed(1, 200).boxed().toList();
        String lines = amounts.stream().map(amount -> Item.bump(id, amount)).collect(Collectors.joining("\n"));

        Response response = Item.lines(lines).inChunks().send();

        assertThat(response.lines())
                .hasSize(200)
                .allMatch(answer -> answer.get("status").intValue() == 200);
        assertThat(REST.events("counter", id).stream().skip(1).map(event -> event.at("/data/amount")
                        .longValue()))
                .isEqualTo(amounts);
    }

    @Test
    void givenTheSameLinesAgainThenTheSameAnswers() throws Exception {
        String id = Given.activeCounter();
        String line = Item.of("counter", id, "BumpCounter", "{}", ",\"commandId\":\"%s\"".formatted(Given.freshId()));

        Response first = Item.lines(line).send();

        assertThat(Item.lines(line).send().lines()).isEqualTo(first.lines());
        assertThat(REST.events("counter", id)).hasSize(2);
    }

    @Test
    void givenMoreLinesThanABatchHoldsThenTheRestIsNotDone() throws Exception {
        String id = Given.freshId();
        String refused = Item.of("counter", id, "BumpCounter", "{}") + "\n";

        List<JsonNode> answers =
                Item.lines(refused.repeat(1_000) + Item.activate(id)).send().lines();

        assertThat(answers).hasSize(1_001);
        assertThat(answers.get(999).get("code").textValue()).isEqualTo("counter-inactive");
        assertThat(answers.get(1_000).get("type").textValue()).isEqualTo("urn:cqrs-ee:problem:too-large");
        assertThat(REST.events("counter", id)).isEmpty();
    }

    @Test
    void givenNoLinesThenNoAnswers() throws Exception {
        Response response = Item.lines("\n \n").send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }
}
