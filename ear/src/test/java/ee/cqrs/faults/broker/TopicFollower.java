package ee.cqrs.faults.broker;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.naming.NamingException;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.model.Model;
import ee.cqrs.it.client.EventSubscriber;
import org.awaitility.Awaitility;

/**
 * A durable subscriber of the topic, which connects again whenever it has to. A message that it gets again, because the broker
 * did not hear that it was taken, has the id that it had and does not count.
 */
public final class TopicFollower implements AutoCloseable {

    private static final String NAME = "subscriber of the topic";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(500);

    private final Model model;
    private final Node node;
    private final Thread thread = new Thread(this::run, NAME);
    private final Set<String> known = new HashSet<>();
    private volatile long last;
    private volatile boolean ended;

    private TopicFollower(Model model, Node node) {
        this.model = model;
        this.node = node;
    }

    /** Subscribes on a server at which nothing happens yet. */
    public static TopicFollower start(Model model, Node node) throws Exception {
        TopicFollower follower = new TopicFollower(model, node);
        follower.connect().close();
        follower.last = node.rest().head();
        model.follows(NAME, follower.last);
        follower.thread.start();
        return follower;
    }

    /** Waits until it has this event. */
    public void await(long position) {
        Awaitility.await("position %d is published".formatted(position))
                .atMost(PATIENCE)
                .until(() -> last >= position);
    }

    private EventSubscriber connect() throws NamingException {
        return EventSubscriber.connect(
                node.server().ports().http(), node.server().credentials(), "topic-follower", null);
    }

    private void run() {
        while (!ended) {
            try (EventSubscriber subscriber = connect()) {
                while (!ended && !subscriber.isOver()) {
                    Optional<Message> message = subscriber.next(GLANCE);
                    if (message.isPresent()) {
                        take(message.get());
                    }
                }
            } catch (NamingException | JMSException | JMSRuntimeException e) { // it is away
                pause();
            }
        }
    }

    private void take(Message message) throws JMSException {
        long position = EventSubscriber.positionOf(message);
        if (known.add(message.getJMSMessageID())) {
            model.shown(NAME, List.of(EventSubscriber.json(message)));
            last = Math.max(last, position);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
