package ee.cqrs.messaging;

import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;

import ee.cqrs.command.Problem;
import org.jboss.logging.Logger;

/**
 * Puts what was not accepted where somebody finds it, before its message is acknowledged. If that is delivered again all the
 * same, the broker knows the copy by its id and takes no second one.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SideQueues {

    private static final Logger LOG = Logger.getLogger(SideQueues.class);

    /** The broker's own property for it. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    @Resource(lookup = "java:/JmsXA") // the pooled one
    private ConnectionFactory connections;

    @Resource(lookup = "java:/jms/queue/DLQ")
    private Queue deadLetters;

    @Resource(lookup = "java:/jms/queue/RejectedCommands")
    private Queue rejectedCommands;

    /**
     * Keeps a message that could not be handled, whole, with the reason as properties.
     *
     * @param message the message
     * @param problem why
     * @throws JMSException if the broker fails
     */
    public void deadLetter(Message message, Problem problem) throws JMSException {
        String id = message.getJMSMessageID();
        String group = message.getStringProperty("JMSXGroupID");
        Map<String, Object> properties = ownProperties(message);
        message.clearProperties();
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        if (group != null) {
            message.setStringProperty("JMSXGroupID", group);
        }
        if (id != null && !properties.containsKey("commandId")) { // sent again it is the same command
            message.setStringProperty("commandId", id);
        }
        message.setStringProperty("originalMessageId", id);
        message.setStringProperty("problem", problem.kind().type());
        message.setIntProperty("status", problem.kind().status());
        message.setStringProperty("reason", problem.detail());
        try (JMSContext jms = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            send(jms, deadLetters, message, id);
        }
        LOG.warnf("The message %s goes to the dead-letter queue: %s", id, inOneLine(problem.detail()));
    }

    /**
     * Keeps the problem of a command that was refused and whose sender wants no reply.
     *
     * @param message the message
     * @param result what became of it
     * @throws JMSException if the broker fails
     */
    public void rejected(Message message, CommandDelivery.Result result) throws JMSException {
        try (JMSContext jms = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            var copy = jms.createTextMessage(result.body().get());
            for (Map.Entry<String, Object> property : ownProperties(message).entrySet()) {
                copy.setObjectProperty(property.getKey(), property.getValue());
            }
            copy.setJMSCorrelationID(message.getJMSMessageID());
            copy.setStringProperty("problem", result.problem().kind().type());
            copy.setIntProperty("status", result.status());
            copy.setStringProperty("reason", result.problem().detail());
            send(jms, rejectedCommands, copy, message.getJMSMessageID());
        }
    }

    private static void send(JMSContext jms, Queue queue, Message copy, String originalId) throws JMSException {
        if (originalId != null) { // a sender may have turned them off
            copy.setStringProperty(DUPLICATE_ID, originalId);
        }
        jms.createProducer().send(queue, copy);
    }

    /** The detail may quote the message, and no sender shall write log lines of his own. */
    private static String inOneLine(String detail) {
        return detail.replaceAll("\\p{Cntrl}", " ");
    }

    /** The properties of the sender; those that begin with JMS belong to the broker. */
    private static Map<String, Object> ownProperties(Message message) throws JMSException {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<?> names = Collections.list((Enumeration<?>) message.getPropertyNames());
        for (Object name : names) {
            if (!name.toString().startsWith("JMS")) {
                properties.put(name.toString(), message.getObjectProperty(name.toString()));
            }
        }
        return properties;
    }
}
