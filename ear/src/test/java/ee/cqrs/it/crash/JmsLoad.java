package ee.cqrs.it.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;

import ee.cqrs.it.client.CommandQueue;

/** A client that sends bumps of 1, 2, 3 ... to one counter, without replies, until the server is gone. */
final class JmsLoad {

    /** Nobody but this client sends to it. */
    static final String COUNTER = "counter-of-jms";

    private final CommandQueue queue;
    private final List<String> acknowledged = new ArrayList<>();
    private final CompletableFuture<List<String>> done;
    private long amount;

    private JmsLoad(CommandQueue queue, long last) {
        this.queue = queue;
        amount = last;
        done = CompletableFuture.supplyAsync(this::sendUntilGone);
    }

    /**
     * Starts.
     *
     * @param last the amount of the last bump of an earlier client
     */
    static JmsLoad start(CommandQueue queue, long last) {
        return new JmsLoad(queue, last);
    }

    /** The message ids that the broker took, once the server is gone; they are the command ids. */
    List<String> finish() throws Exception {
        return done.get(60, TimeUnit.SECONDS);
    }

    /** The amount of the last bump; the broker may have taken it or not. */
    long last() {
        return amount;
    }

    private List<String> sendUntilGone() {
        try (queue) {
            while (true) {
                amount++;
                TextMessage message =
                        queue.command("counter", COUNTER, "BumpCounterBy", "{\"amount\":%d}".formatted(amount));
                queue.tell(message);
                acknowledged.add(message.getJMSMessageID());
            }
        } catch (JMSRuntimeException | JMSException e) {
            return acknowledged; // gone
        }
    }
}
