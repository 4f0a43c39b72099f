package ee.cqrs.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.dmr.ModelNode;

/** The broker as the console shows it. */
public record Broker(ManagementClient management) {

    /** Waits until every command is taken and acknowledged. */
    public void awaitDrained() {
        Awaitility.await("the queue of commands is empty")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> depth("Commands") == 0);
    }

    /** Messages in a queue, with those that are being delivered. */
    public long depth(String queue) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set("read-attribute");
        operation.get("name").set("message-count");
        operation
                .get("address")
                .add("subsystem", "messaging-activemq")
                .add("server", "default")
                .add("jms-queue", queue);
        try {
            return management
                    .getControllerClient()
                    .execute(operation)
                    .get("result")
                    .asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
