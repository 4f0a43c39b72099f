package ee.cqrs.faults.bean;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.Scenario;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Reply;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A command that came as a message and hangs. At its deadline it lies with the dead letters, and no other message waits for it. */
public final class HangingMessage implements AutoCloseable {

    /** More than there are listeners, among which the broker spreads messages before they have time for them. */
    private static final int OTHERS = 320;

    private final Scenario scenario;
    private final Node node;
    private final CommandQueue queue;
    private final BadTally bad;
    private final TextMessage message;

    private HangingMessage(Scenario scenario, Node node, Duration time) throws Exception {
        this.scenario = scenario;
        this.node = node;
        queue = node.connectQueue();
        bad = new BadTally(scenario, node);
        message = Messages.of(queue, bad.hang(time));
        queue.tellWithReply(message);
        scenario.injected("hang for %s as a message".formatted(time));
    }

    /** Sends it. */
    public static HangingMessage send(Scenario scenario, Node node, Duration time) throws Exception {
        return new HangingMessage(scenario, node, time);
    }

    /** While it hangs, others come and are done. */
    public void mustHoldUpNobody(Duration limit) throws Exception {
        bad.awaitHealth("hangs", true);
        String prefix = "beside-" + UUID.randomUUID();
        for (int i = 0; i < OTHERS; i++) {
            SentCommand other = SentCommand.of("counter", prefix + "-" + i, "ActivateCounter", "{\"initialValue\":1}");
            queue.tell(Messages.of(queue, other));
            scenario.model().taken(other);
        }
        String done = "select count(*) from event where aggregate_type = 'counter' and aggregate_id like '%s-%%'"
                .formatted(prefix);
        try {
            Awaitility.await().atMost(limit).until(() -> scenario.database().number(done) == OTHERS);
        } catch (ConditionTimeoutException e) {
            scenario.findings()
                    .wrong(
                            "while a message hangs, only %d of %d others are done",
                            scenario.database().number(done), OTHERS);
        }
    }

    /** Its sender is told, and its dead letter says why. Another one to its aggregate is given up too. */
    public void mustBeGivenUpWithin(Duration limit) throws JMSException {
        TextMessage behind = Messages.of(queue, bad.count(1));
        queue.tell(behind);
        Optional<Reply> reply = queue.nextReply(limit);
        if (reply.filter(told -> told.status() == 503
                        && told.body().path("type").asText().endsWith(":set-aside"))
                .isEmpty()) {
            scenario.findings().wrong("a message that hangs is answered with %s", reply);
        }
        for (TextMessage one : List.of(message, behind)) {
            String reason = queue.deadLetterOf(one).getStringProperty("reason");
            if (!reason.contains("hangs in its rules")) {
                scenario.findings().wrong("the dead letter of a message that hangs says %s", reason);
            }
        }
        bad.awaitHealth("hangs", true);
    }

    /** Its rules have returned. */
    public void mustWorkAgain() {
        bad.counts(3);
    }

    @Override
    public void close() {
        queue.close();
    }
}
