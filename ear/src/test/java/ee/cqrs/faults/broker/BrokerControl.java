package ee.cqrs.faults.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import javax.naming.NamingException;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.load.Messages;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.Model;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Reply;
import org.awaitility.Awaitility;
import org.jboss.dmr.ModelNode;

/** The broker inside a node, as an operator gets at it. */
public record BrokerControl(Node node) {

    /** A command waits behind all that are in the queue. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Duration REPLY = Duration.ofSeconds(60);

    /** Stops it, as it does itself when it cannot write; the server around it goes on. */
    public void stop() throws IOException {
        node.askBroker(broker -> broker.execute(operation("force-failover", server())));
    }

    /** Has commands wait in their queue. */
    public void hold() throws IOException {
        node.askBroker(broker -> broker.execute(operation("pause", queue("Commands"))));
    }

    /** Has them handled again. */
    public void release() throws IOException {
        node.askBroker(broker -> broker.execute(operation("resume", queue("Commands"))));
    }

    /** Makes a queue. */
    public void add(String queue) throws IOException {
        ModelNode operation = operation("add", queue(queue));
        operation.get("entries").add("java:/jms/queue/" + queue);
        node.askBroker(broker -> broker.execute(operation));
    }

    /** Removes a queue and what is in it. */
    public void remove(String queue) throws IOException {
        node.askBroker(broker -> broker.execute(operation("remove", queue(queue))));
    }

    /** How many messages are in a queue. */
    public long depth(String queue) throws IOException {
        return node.askBroker(broker -> broker.depth(queue));
    }

    /** Waits until all commands are done. */
    public void awaitDrained(Duration limit) throws IOException {
        node.askBroker(broker -> {
            broker.awaitDrained(limit);
            return true;
        });
    }

    /** Where an address sends what expires there; empty if nowhere. */
    public Optional<String> expiryAddress(String address) throws IOException {
        ModelNode question = operation("resolve-address-setting", server());
        question.get("activemq-address").set(address);
        ModelNode answer = node.askBroker(broker -> broker.execute(question)).get("expiry-address");
        return answer.isDefined() ? Optional.of(answer.asString()) : Optional.empty();
    }

    /** Waits until a command that comes as a message is answered. */
    public void awaitServing(Model model) {
        SentCommand probe =
                SentCommand.of("counter", "asked-" + UUID.randomUUID(), "ActivateCounter", "{\"initialValue\":0}");
        model.sent(probe);
        Awaitility.await("the broker of %s serves".formatted(node))
                .atMost(PATIENCE)
                .until(() -> {
                    Answered answer = ask(probe);
                    model.answered(answer);
                    return answer.accepted();
                });
    }

    private Answered ask(SentCommand command) {
        try (CommandQueue queue = node.connectQueue()) {
            queue.tellWithReply(Messages.of(queue, command));
            Optional<Reply> reply = queue.nextReply(REPLY);
            return reply.map(told -> new Answered(command, told.status(), told.body()))
                    .orElseGet(() -> Answered.withoutAnswer(command));
        } catch (NamingException | JMSException | JMSRuntimeException e) { // it is away
            return Answered.withoutAnswer(command);
        }
    }

    private static ModelNode operation(String name, ModelNode address) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").set(address);
        return operation;
    }

    private static ModelNode queue(String name) {
        return server().add("jms-queue", name);
    }

    private static ModelNode server() {
        return new ModelNode().add("subsystem", "messaging-activemq").add("server", "default");
    }
}
