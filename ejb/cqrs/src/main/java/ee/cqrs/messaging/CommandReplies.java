package ee.cqrs.messaging;

import java.time.Duration;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

import org.jboss.logging.Logger;

/** Sends replies: one that cannot be sent must neither undo nor redeliver a command that is durable. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandReplies {

    private static final Logger LOG = Logger.getLogger(CommandReplies.class);
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);

    @Resource(lookup = "java:/JmsXA") // the pooled one
    private ConnectionFactory connections;

    /**
     * Answers a message.
     *
     * @param message the message, with a reply-to
     * @param result what became of it
     */
    public void reply(Message message, CommandDelivery.Result result) {
        try (JMSContext jms = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            TextMessage reply = jms.createTextMessage(result.body().get());
            reply.setIntProperty("status", result.status());
            reply.setJMSCorrelationID(correlationId(message));
            jms.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(TIME_TO_LIVE.toMillis())
                    .send(message.getJMSReplyTo(), reply);
        } catch (JMSException | RuntimeException e) {
            LOG.warnf("The reply to the command message %s cannot be sent: %s", idOf(message), e.getMessage());
        }
    }

    private static String correlationId(Message message) throws JMSException {
        return message.getJMSCorrelationID() == null ? message.getJMSMessageID() : message.getJMSCorrelationID();
    }

    private static String idOf(Message message) {
        try {
            return message.getJMSMessageID();
        } catch (JMSException e) {
            return "without id";
        }
    }
}
