package ee.cqrs.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

import ee.cqrs.messaging.CommandDelivery.Result;

/**
 * Takes commands from the queue, without a transaction: the broker hears that a message is done when all that follows from
 * it is kept, and delivers it again if it does not hear. The command id, and the id of a copy in another queue, see to it
 * that this changes nothing. A transaction for each message would take longer than its command.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/Commands"),
            // so many commands can share a commit; the pool of message-driven beans has more
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "32")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandListener implements MessageListener {

    @Inject
    private CommandDelivery delivery;

    @Inject
    private CommandReplies replies;

    @Inject
    private SideQueues sideQueues;

    @Inject
    private Pauses pauses;

    @Override
    public void onMessage(Message message) {
        try {
            handle(message);
        } catch (JMSException | RuntimeException e) {
            pauses.takeBeforeRedelivery(message);
            throw new IllegalStateException("The message cannot be handled now; the broker will deliver it again", e);
        }
    }

    private void handle(Message message) throws JMSException {
        Result result = delivery.deliver(message);
        if (message.getJMSReplyTo() != null) {
            replies.reply(message, result);
        }
        if (result.unhandled()) {
            sideQueues.deadLetter(message, result.problem());
        } else if (result.problem() != null && message.getJMSReplyTo() == null) {
            sideQueues.rejected(message, result);
        }
    }
}
