package ee.cqrs.faults.broker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.naming.NamingException;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Reply;

/** Sends large messages to one counter, as fast as the broker takes them, until it is told to stop. */
public final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration REPLY = Duration.ofSeconds(20);

    private final Model model;
    private final Node node;
    private final String counter;
    private final String ballast;
    private final boolean wantsReplies;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, SentCommand> open = new LinkedHashMap<>();
    private final CompletableFuture<Void> done;
    private volatile boolean over;

    private Sender(Model model, Node node, String counter, int size, boolean wantsReplies) throws Exception {
        this.model = model;
        this.node = node;
        this.counter = counter;
        this.ballast = "x".repeat(size);
        this.wantsReplies = wantsReplies;
        SentCommand first = SentCommand.of("counter", counter, "ActivateCounter", "{\"initialValue\":0}");
        model.answered(first.send(node.rest()));
        done = CompletableFuture.runAsync(this::sendUntilOver);
    }

    /**
     * Starts.
     *
     * @param counter nobody else sends to it
     * @param size of each message
     * @param wantsReplies whether it wants replies; it fetches them when it is told to stop
     */
    public static Sender start(Model model, Node node, String counter, int size, boolean wantsReplies)
            throws Exception {
        return new Sender(model, node, counter, size, wantsReplies);
    }

    /** How many messages the broker took. */
    public int sent() {
        return sent.get();
    }

    /** How many commands got no reply, once it has stopped. */
    public int unanswered() {
        return open.size();
    }

    /** Stops after the present message. */
    public void stop() throws Exception {
        over = true;
        done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void sendUntilOver() {
        while (!over) {
            try (CommandQueue queue = node.connectQueue()) {
                while (!over) {
                    send(queue);
                }
                fetchReplies(queue);
            } catch (NamingException | JMSException | JMSRuntimeException e) { // the broker is gone
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private void send(CommandQueue queue) throws JMSException {
        SentCommand bump =
                SentCommand.of("counter", counter, "BumpCounterBy", "{\"amount\":%d}".formatted(sent.get() + 1));
        TextMessage message = Messages.of(queue, bump);
        message.setStringProperty("ballast", ballast);
        model.sent(bump);
        if (wantsReplies) {
            message.setJMSCorrelationID(bump.commandId());
            queue.tellWithReply(message);
            open.put(bump.commandId(), bump);
        } else {
            queue.tell(message);
            model.taken(bump);
        }
        sent.incrementAndGet();
    }

    private void fetchReplies(CommandQueue queue) throws JMSException {
        while (!open.isEmpty()) {
            Optional<Reply> reply = queue.nextReply(REPLY);
            if (reply.isEmpty()) {
                break;
            }
            String commandId = reply.get().message().getJMSCorrelationID();
            open.remove(commandId);
            model.answered(new Answered(
                    model.command(commandId).orElseThrow(),
                    reply.get().status(),
                    reply.get().body()));
        }
        open.values().forEach(command -> model.answered(Answered.withoutAnswer(command)));
    }
}
