package ee.cqrs.faults.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import javax.naming.NamingException;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.model.Answered;
import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.Reply;

/** Sends messages and wants replies, several at a time. What is not answered stays in doubt. */
record Asker(Course course, Node node, CommandMix mix) implements Client {

    private static final int AT_A_TIME = 4;
    private static final Duration LOOK_UP = Duration.ofMillis(200);

    @Override
    public void run() {
        while (course.goesOn()) {
            Map<String, SentCommand> open = new HashMap<>();
            try (CommandQueue queue = node.connectQueue()) {
                ask(queue, open);
            } catch (NamingException | JMSException | JMSRuntimeException e) { // the broker is gone
                course.pause();
            }
            open.values()
                    .forEach(command -> course.heard(Entrance.MESSAGE_WITH_REPLY, Answered.withoutAnswer(command)));
        }
    }

    private void ask(CommandQueue queue, Map<String, SentCommand> open) throws JMSException {
        while (course.goesOn()) {
            while (open.size() < AT_A_TIME) {
                SentCommand command = mix.next();
                TextMessage message = Messages.of(queue, command);
                message.setJMSCorrelationID(command.commandId());
                course.model().sent(command);
                open.put(command.commandId(), command);
                queue.tellWithReply(message);
            }
            Optional<Reply> reply = queue.nextReply(LOOK_UP);
            if (reply.isPresent()) {
                // it may have been answered before, if its message was delivered again: the answers must be the same
                String commandId = reply.get().message().getJMSCorrelationID();
                open.remove(commandId);
                course.heard(
                        Entrance.MESSAGE_WITH_REPLY,
                        new Answered(
                                course.model().command(commandId).orElseThrow(),
                                reply.get().status(),
                                reply.get().body()));
            }
        }
    }
}
