package ee.cqrs.it.jms;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

class JmsOrderIT extends JmsEntrance {

    private static final int COUNTERS = 5;
    private static final int MESSAGES = 40;
    private static final int GROUPS = 200;

    @Test
    void givenMessagesOfSeveralGroupsInTurnThenEachAggregateTakesItsOwnInOrder() throws Exception {
        List<String> ids = Stream.generate(JmsEntrance::freshId).limit(COUNTERS).toList();
        for (String id : ids) {
            queue.tell(queue.command("counter", id, "ActivateCounter", "{\"initialValue\":0}"));
        }
        for (int amount = 1; amount <= MESSAGES; amount++) {
            for (String id : ids) {
                queue.tell(bump(id, amount));
            }
        }
        broker.awaitDrained();

        List<Long> inOrder = LongStream.rangeClosed(1, MESSAGES).boxed().toList();
        for (String id : ids) {
            assertThat(bumps(id)).as("amounts as counter %s took them", id).isEqualTo(inOrder);
        }
    }

    @Test
    void givenABadMessageInTheMiddleThenItStopsNothingBehindIt() throws Exception {
        String id = freshId();
        queue.tell(queue.command("counter", id, "ActivateCounter", "{\"initialValue\":0}"));
        queue.tell(bump(id, 1));
        TextMessage bad = queue.command("counter", id, "BumpCounterBy", "{\"amount\":\"two\"}");
        queue.tell(bad);
        queue.tell(bump(id, 3));
        broker.awaitDrained();

        assertThat(bumps(id)).containsExactly(1L, 3L);
        assertThat(queue.deadLetterOf(bad).getStringProperty("JMSXGroupID")).isEqualTo("counter/" + id);
    }

    @Test
    void givenMessagesOfManyGroupsThenTheyAreTakenSideBySideAndShareCommits() throws Exception {
        List<String> ids = Stream.generate(JmsEntrance::freshId).limit(GROUPS).toList();
        SavedSoFar before = SavedSoFar.onTestServer();
        broker.pause("Commands"); // all of them are there before the first is taken
        try {
            for (String id : ids) {
                queue.tellWithReply(queue.command("counter", id, "ActivateCounter", "{\"initialValue\":0}"));
            }
        } finally {
            broker.resume("Commands");
        }

        Map<String, List<Integer>> statuses = replies(ids.size()).stream()
                .collect(groupingBy(
                        reply -> reply.at("/aggregate/id").textValue(),
                        mapping(reply -> reply.get("status").intValue(), toList())));

        assertThat(statuses.keySet()).as("each is answered").containsExactlyInAnyOrderElementsOf(ids);
        assertThat(statuses.values()).as("and accepted once").allMatch(List.of(200)::equals);
        SavedSoFar after = SavedSoFar.onTestServer();
        assertThat(after.commands() - before.commands()).as("commands").isEqualTo(GROUPS);
        assertThat(after.commits() - before.commits()).as("commits").isLessThan(GROUPS * 3L / 4);
    }

    private List<JsonNode> replies(int count) throws JMSException {
        List<JsonNode> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            replies.add(queue.nextReply().body());
        }
        return replies;
    }

    private TextMessage bump(String id, int amount) throws JMSException {
        return queue.command("counter", id, "BumpCounterBy", "{\"amount\":%d}".formatted(amount));
    }

    private List<Long> bumps(String id) throws Exception {
        return rest.events("counter", id).stream()
                .filter(event -> event.get("type").textValue().equals("CounterBumped"))
                .map(event -> event.at("/data/amount").longValue())
                .toList();
    }
}
