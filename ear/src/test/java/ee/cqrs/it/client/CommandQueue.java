package ee.cqrs.it.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import javax.naming.Context;
import javax.naming.NamingException;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;

import ee.cqrs.server.Credentials;

/** A remote JMS client with the user that provisioning made. For one thread. */
public final class CommandQueue implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 20_000;

    private final JMSContext jms;
    private final Queue commands;
    private final Queue rejected;
    private final Queue deadLetters;
    private final TemporaryQueue replies;
    private final JMSConsumer replyConsumer;

    private CommandQueue(JMSContext jms, Context names) throws NamingException {
        this.jms = jms;
        commands = (Queue) names.lookup("jms/queue/Commands");
        rejected = (Queue) names.lookup("jms/queue/RejectedCommands");
        deadLetters = (Queue) names.lookup("jms/queue/DLQ");
        replies = jms.createTemporaryQueue();
        replyConsumer = jms.createConsumer(replies);
    }

    public static CommandQueue ofTestServer() throws NamingException {
        return connect(
                Integer.getInteger("cqrs.test.http-port"),
                Credentials.read(Path.of(System.getProperty("cqrs.test.base"), "configuration")));
    }

    public static CommandQueue connect(int port, Credentials credentials) throws NamingException {
        return BrokerLogin.connect(port, credentials, CommandQueue::new);
    }

    /** A well-formed command in the group of its aggregate. */
    public TextMessage command(String type, String id, String command, String body) throws JMSException {
        return addressed(jms.createTextMessage(body), type, id, command);
    }

    public <M extends Message> M addressed(M message, String type, String id, String command) throws JMSException {
        message.setStringProperty("aggregateType", type);
        message.setStringProperty("aggregateId", id);
        message.setStringProperty("command", command);
        message.setStringProperty("JMSXGroupID", type + "/" + id);
        return message;
    }

    public JMSContext jms() {
        return jms;
    }

    /** Sends without wanting a reply. */
    public void tell(Message message) {
        jms.createProducer().send(commands, message);
    }

    /** Sends and wants a reply, see {@link #nextReply()}. */
    public void tellWithReply(Message message) throws JMSException {
        message.setJMSReplyTo(replies);
        tell(message);
    }

    public void tellWithReplyButNoMessageId(Message message) throws JMSException {
        message.setJMSReplyTo(replies);
        jms.createProducer().setDisableMessageID(true).send(commands, message);
    }

    /** Sends and waits for the reply. */
    public Reply ask(Message message) throws JMSException {
        tellWithReply(message);
        return nextReply();
    }

    /** The next reply, if one comes in time. */
    public Optional<Reply> nextReply(Duration limit) throws JMSException {
        Message message = replyConsumer.receive(limit.toMillis());
        return message == null ? Optional.empty() : Optional.of(Reply.of(message));
    }

    public Reply nextReply() throws JMSException {
        return Reply.of(received(replyConsumer, "reply"));
    }

    public Message deadLetterOf(Message original) throws JMSException {
        return take(deadLetters, "originalMessageId = '%s'".formatted(original.getJMSMessageID()));
    }

    public TextMessage rejectionOf(Message original) throws JMSException {
        return (TextMessage) take(rejected, "JMSCorrelationID = '%s'".formatted(original.getJMSMessageID()));
    }

    /** Whether a second dead letter of a message, or a rejection, lies anywhere. */
    public boolean isElsewhere(Message original) throws JMSException {
        String id = original.getJMSMessageID();
        return lies(deadLetters, "originalMessageId = '%s' OR JMSMessageID = '%s'".formatted(id, id))
                || lies(rejected, "JMSCorrelationID = '%s'".formatted(id));
    }

    /** All dead letters; they stay where they are. */
    public List<Message> deadLetters() throws JMSException {
        List<Message> letters = new ArrayList<>();
        try (var browser = jms.createBrowser(deadLetters)) {
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                letters.add((Message) messages.nextElement());
            }
        }
        return letters;
    }

    /** All ids, of messages and of commands, in the queue of rejected commands and in that of dead letters. */
    public Set<String> setAside() throws JMSException {
        Set<String> ids = new HashSet<>();
        collect(rejected, Message::getJMSCorrelationID, ids);
        collect(deadLetters, letter -> letter.getStringProperty("originalMessageId"), ids);
        collect(deadLetters, Message::getJMSMessageID, ids);
        collect(rejected, message -> message.getStringProperty("commandId"), ids);
        collect(deadLetters, message -> message.getStringProperty("commandId"), ids);
        return ids;
    }

    private interface Id {
        String of(Message message) throws JMSException;
    }

    private void collect(Queue queue, Id id, Set<String> ids) throws JMSException {
        try (var browser = jms.createBrowser(queue)) {
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
                String found = id.of((Message) messages.nextElement());
                if (found != null) {
                    ids.add(found);
                }
            }
        }
    }

    private boolean lies(Queue queue, String selector) throws JMSException {
        try (var browser = jms.createBrowser(queue, selector)) {
            return browser.getEnumeration().hasMoreElements();
        }
    }

    private Message take(Queue from, String selector) {
        try (JMSConsumer consumer = jms.createConsumer(from, selector)) {
            return received(consumer, selector);
        }
    }

    private static Message received(JMSConsumer consumer, String what) {
        Message message = consumer.receive(PATIENCE_MILLIS);
        return Objects.requireNonNull(message, () -> "Within %d ms there was no %s".formatted(PATIENCE_MILLIS, what));
    }

    @Override
    public void close() {
        jms.close();
    }
}
