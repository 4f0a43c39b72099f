package ee.cqrs.faults.load;

import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;

import ee.cqrs.faults.model.SentCommand;
import ee.cqrs.it.client.CommandQueue;

/** Commands as messages. */
public final class Messages {

    private Messages() {}

    /** In the group of its aggregate, with the id of the command. */
    public static TextMessage of(CommandQueue queue, SentCommand command) throws JMSException {
        TextMessage message = queue.command(command.type(), command.id(), command.command(), command.body());
        message.setStringProperty("commandId", command.commandId());
        return message;
    }
}
