package ee.cqrs.it.http;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Many clients at once. */
class HttpConcurrencyIT extends HttpEntrance {

    private static final int CLIENTS = 16;
    private static final int DEPOSITS = 25;
    private static final int EQUAL = 32;

    private long before;

    @BeforeEach
    void rememberTheHead() throws Exception {
        before = REST.head();
    }

    @Test
    void givenManyClientsAtOneAccountThenEveryDepositCountsOnce() throws Exception {
        String id = Given.openAccount();
        FeedReader reader = FeedReader.after(before);

        List<JsonNode> outcomes = depositing(List.of(id));

        assertBalance(id, CLIENTS * DEPOSITS);
        assertEveryOutcomeIsInTheLog(outcomes, reader, 1);
    }

    @Test
    void givenManyClientsAtManyAccountsThenEveryDepositCountsOnce() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            ids.add(Given.openAccount());
        }
        FeedReader reader = FeedReader.after(before);

        List<JsonNode> outcomes = depositing(ids);

        for (String id : ids) {
            assertBalance(id, DEPOSITS);
        }
        assertEveryOutcomeIsInTheLog(outcomes, reader, ids.size());
    }

    @Test
    void givenEqualCommandsUnderOneKeyThenOneEffectAndOneAnswer() throws Exception {
        String id = Given.openAccount();
        Request deposit = Given.deposit(id, "0.10").under(Given.freshId());

        List<Response> responses = Crowd.of(EQUAL, client -> deposit::send);

        JsonNode first = responses.get(0).ok();
        assertThat(responses).allSatisfy(response -> assertThat(response.ok()).isEqualTo(first));
        assertBalance(id, 1);
    }

    @Test
    void givenOtherCommandsUnderOneKeyThenOneIsDoneAndTheRestRefused() throws Exception {
        String key = Given.freshId();
        List<String> ids = Stream.generate(Given::freshId).limit(EQUAL).toList();

        List<Response> responses = Crowd.of(
                EQUAL,
                client -> Request.command("counter", ids.get(client), "ActivateCounter", "{\"initialValue\":1}")
                        .under(key)::send);

        List<Response> accepted =
                responses.stream().filter(response -> response.status() == 200).toList();
        assertThat(accepted).hasSize(1);
        assertThat(responses).allSatisfy(response -> {
            if (response != accepted.get(0)) {
                response.problem(422, "key-reused");
            }
        });
        assertThat(REST.head()).isEqualTo(before + 1);
    }

    @Test
    void givenTheSameExpectedIndexThenOneWins() throws Exception {
        String id = Given.activeCounter();

        List<Response> responses = Crowd.of(CLIENTS, client -> Given.bump(id).with("If-Match", "\"0\"")::send);

        assertThat(responses).extracting(Response::status).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(REST.events("counter", id)).hasSize(2);
    }

    /** Each client deposits again and again, going round the accounts. */
    private static List<JsonNode> depositing(List<String> ids) throws Exception {
        return Crowd.of(CLIENTS, client -> () -> {
                    List<JsonNode> outcomes = new ArrayList<>();
                    for (int i = 0; i < DEPOSITS; i++) {
                        String id = ids.get((client + i) % ids.size());
                        outcomes.add(Given.deposit(id, "0.10")
                                .under(Given.freshId())
                                .send()
                                .ok());
                    }
                    return outcomes;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void assertBalance(String id, int deposits) throws Exception {
        JsonNode state = Request.state("account", id).send().ok();
        assertThat(state.at("/state/balance").decimalValue())
                .isEqualTo(new BigDecimal("0.10").multiply(BigDecimal.valueOf(deposits)));
        assertThat(REST.events("account", id))
                .extracting(event -> event.at("/meta/index").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, deposits).boxed().toList());
    }

    private void assertEveryOutcomeIsInTheLog(List<JsonNode> outcomes, FeedReader reader, int opened) throws Exception {
        long head = REST.head();
        assertThat(head).as("head").isEqualTo(before + opened + outcomes.size());
        List<JsonNode> read = reader.readTo(head);
        assertThat(read).hasSize(opened + outcomes.size()).isEqualTo(REST.feed(before));
        IntStream.range(0, outcomes.size()).forEach(i -> {
            JsonNode outcome = outcomes.get(i);
            int place = Math.toIntExact(outcome.get("position").longValue() - before - 1);
            assertThat(read.get(place)).isEqualTo(outcome.at("/events/0"));
        });
    }
}
