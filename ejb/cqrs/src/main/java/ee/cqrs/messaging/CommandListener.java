package ee.cqrs.messaging;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

import ee.cqrs.messaging.CommandDelivery.Result;

/** Takes commands from the queue. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/Commands"),
            // so many commands can share a commit; the pool of message-driven beans has as many
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "32"),
            // a day, in seconds: longer than any outage that delivery waits for. A time-out would cost a delivery
            // attempt
            // and let the next message overtake. The broker begins the transaction, so an annotation of the EJB
            // container's comes too late.
            @ActivationConfigProperty(propertyName = "transactionTimeout", propertyValue = "86400")
        })
public class CommandListener implements MessageListener {

    @Inject
    private CommandDelivery delivery;

    @Inject
    private CommandReplies replies;

    @Inject
    private SideQueues sideQueues;

    @Override
    public void onMessage(Message message) {
        try {
            Result result = delivery.deliver(message);
            if (message.getJMSReplyTo() != null) {
                replies.reply(message, result);
            }
            if (result.unhandled()) {
                sideQueues.deadLetter(message, result.problem());
            } else if (result.problem() != null && message.getJMSReplyTo() == null) {
                sideQueues.rejected(message, result);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("The broker failed; it will deliver the message again", e);
        }
    }
}
