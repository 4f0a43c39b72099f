package ee.cqrs.it.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.naming.NamingException;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.server.Credentials;

/** A durable subscriber of the topic, in a process of its own, with the user that provisioning made. For one thread. */
public final class EventSubscriber implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JMSContext jms;
    private final Topic events;
    private final JMSConsumer consumer;
    private volatile boolean over;

    private EventSubscriber(JMSContext jms, Topic events, String name, String selector) {
        this.jms = jms;
        this.events = events;
        jms.setExceptionListener(failure -> over = true);
        jms.setClientID(name);
        consumer = jms.createDurableConsumer(events, name, selector, false);
    }

    public static EventSubscriber ofTestServer(String name, String selector) throws NamingException {
        return connect(
                Integer.getInteger("cqrs.test.http-port"),
                Credentials.read(Path.of(System.getProperty("cqrs.test.base"), "configuration")),
                name,
                selector);
    }

    /** What is published while nobody is connected under the name is kept for it. */
    public static EventSubscriber connect(int port, Credentials credentials, String name, String selector)
            throws NamingException {
        return BrokerLogin.connect(
                port,
                credentials,
                (jms, names) -> new EventSubscriber(jms, (Topic) names.lookup("jms/topic/Events"), name, selector));
    }

    /** The next message, if one comes in time. */
    public Optional<Message> next(Duration limit) {
        return Optional.ofNullable(consumer.receive(limit.toMillis()));
    }

    /** Whether the connection is gone. */
    public boolean isOver() {
        return over;
    }

    /** The next message. */
    public Message next() {
        return next(PATIENCE).orElseThrow(() -> new AssertionError("No event is published within " + PATIENCE));
    }

    /** All messages up to one of this position, and not beyond. */
    public List<Message> upTo(long position) throws JMSException {
        List<Message> messages = new ArrayList<>();
        do {
            messages.add(next());
        } while (positionOf(messages.get(messages.size() - 1)) < position);
        return messages;
    }

    /** Tries to publish something. */
    public void publish(String text) {
        jms.createProducer().send(events, text);
    }

    /** Nothing is kept for the name any more. */
    public void forget(String name) {
        consumer.close();
        jms.unsubscribe(name);
    }

    public static long positionOf(Message message) throws JMSException {
        return message.getLongProperty("position");
    }

    public static JsonNode json(Message message) throws JMSException {
        return Reply.json(((TextMessage) message).getText());
    }

    @Override
    public void close() {
        jms.close();
    }
}
