package ee.cqrs.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.dmr.ModelNode;

/** The broker as the console shows it. */
public record Broker(ModelControllerClient management) {

    /** Waits until every command is taken and acknowledged. */
    public void awaitDrained() {
        awaitDrained(Duration.ofSeconds(30));
    }

    /** The same within a limit. */
    public void awaitDrained(Duration limit) {
        Awaitility.await("the queue of commands is empty")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> depth("Commands") == 0);
    }

    /** Has a queue keep what comes, until {@link #resume}. */
    public void pause(String queue) {
        execute(operation("pause", queue));
    }

    /** Has it hand out what it has kept. */
    public void resume(String queue) {
        execute(operation("resume", queue));
    }

    /** Messages in a queue, with those that are being delivered. */
    public long depth(String queue) {
        ModelNode operation = operation("read-attribute", queue);
        operation.get("name").set("message-count");
        return execute(operation).asLong();
    }

    private static ModelNode operation(String name, String queue) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation
                .get("address")
                .add("subsystem", "messaging-activemq")
                .add("server", "default")
                .add("jms-queue", queue);
        return operation;
    }

    /** The result of an operation. */
    public ModelNode execute(ModelNode operation) {
        try {
            ModelNode answer = management.execute(operation);
            if (!"success".equals(answer.get("outcome").asString())) {
                throw new IllegalStateException(operation + " ended with " + answer);
            }
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
