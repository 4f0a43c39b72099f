package ee.cqrs.web.health;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.annotation.Resource;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Up while the broker serves the queue of commands. */
@Stateless
@Local(HealthCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BrokerHealth implements HealthCheck {

    private static final String NAME = "broker";

    /** The name goes when the broker stops. A pooled connection would wait until it is back. */
    private static final String CONNECTIONS = "java:/ConnectionFactory";

    @Resource(lookup = "java:/jms/queue/Commands")
    private Queue commands;

    @Override
    public HealthCheckResponse call() {
        try (JMSContext jms =
                        InitialContext.<ConnectionFactory>doLookup(CONNECTIONS).createContext();
                QueueBrowser browser = jms.createBrowser(commands)) {
            browser.getEnumeration(); // asks the broker
            return HealthCheckResponse.up(NAME);
        } catch (NamingException | JMSRuntimeException | JMSException e) {
            return HealthCheckResponse.named(NAME)
                    .withData("reason", "The broker does not run")
                    .down()
                    .build();
        }
    }
}
