package ee.cqrs.bus;

import java.util.List;
import java.util.Map;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import ee.cqrs.subscription.UnavailableException;
import org.jboss.logging.Logger;

/**
 * Publishes messages, each once, however often it is asked to: the broker knows them by their ids. What is certainly new goes
 * in one transaction of the broker. There a known id would undo all; so what may be known already goes one by one, without a
 * transaction, and the broker leaves out what it has.
 */
final class EventTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventTopic.class);

    /** The name goes when the broker stops; a pooled connection would wait until it is back. */
    private static final String CONNECTIONS = "java:/ConnectionFactory";

    /** The same for those that go in one transaction: nobody waits for each, as the commit tells of all. */
    private static final String CONNECTIONS_FOR_BATCHES = "java:/BatchConnectionFactory";

    private static final String TOPIC = "java:/jms/topic/Events";

    /** The broker's own property for it. */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private volatile JMSContext connected; // also closed by who ends it
    private volatile boolean closed;
    private boolean inDoubt = true; // as nobody knows what was published before a start

    /** @throws UnavailableException if the broker did not take all; nobody knows which */
    synchronized void publish(List<EventMessage> messages) {
        if (closed) {
            throw new UnavailableException("The server stops", null);
        }
        try {
            if (!inDoubt) {
                sendTogether(messages);
                return;
            }
        } catch (JMSException | JMSRuntimeException | NamingException e) {
            LOG.debug("Events are published one by one", e);
            disconnect();
        }
        inDoubt = true;
        try {
            sendOneByOne(messages);
            inDoubt = false;
        } catch (JMSException | JMSRuntimeException | NamingException e) {
            throw new UnavailableException("The broker does not take events: " + e.getMessage(), e);
        }
    }

    private void sendTogether(List<EventMessage> messages) throws JMSException, NamingException {
        JMSContext jms = connected;
        if (jms == null) {
            jms = connections(CONNECTIONS_FOR_BATCHES).createContext(JMSContext.SESSION_TRANSACTED);
            connected = jms;
        }
        send(jms, messages);
        jms.commit();
    }

    private void sendOneByOne(List<EventMessage> messages) throws JMSException, NamingException {
        try (JMSContext jms = connections(CONNECTIONS).createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            send(jms, messages);
        }
    }

    private static void send(JMSContext jms, List<EventMessage> messages) throws JMSException, NamingException {
        Topic topic = InitialContext.doLookup(TOPIC);
        JMSProducer producer = jms.createProducer();
        for (EventMessage message : messages) {
            TextMessage text = jms.createTextMessage(message.text());
            for (Map.Entry<String, Object> property : message.properties().entrySet()) {
                text.setObjectProperty(property.getKey(), property.getValue());
            }
            text.setStringProperty(DUPLICATE_ID, message.duplicateId());
            producer.send(topic, text);
        }
    }

    private static ConnectionFactory connections(String name) throws NamingException {
        return InitialContext.doLookup(name);
    }

    @Override
    public void close() {
        closed = true;
        disconnect();
    }

    private void disconnect() {
        JMSContext last = connected;
        connected = null;
        if (last != null) {
            try {
                last.close();
            } catch (JMSRuntimeException e) { // the broker is gone, and the connection with it
                LOG.debug("A connection to the broker cannot be closed", e);
            }
        }
    }
}
