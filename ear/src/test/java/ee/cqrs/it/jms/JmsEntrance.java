package ee.cqrs.it.jms;

import java.io.File;
import java.util.UUID;

import javax.naming.NamingException;

import ee.cqrs.it.client.Broker;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.RestClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The EAR on the test server, and a connected client. */
@ExtendWith(ArquillianExtension.class)
abstract class JmsEntrance {

    @ArquillianResource
    private ManagementClient management;

    final RestClient rest = RestClient.ofTestServer();
    CommandQueue queue;
    Broker broker;

    @Deployment(testable = false)
    static EnterpriseArchive ear() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("cqrs.test.ear")));
    }

    @BeforeEach
    void connect() throws NamingException {
        queue = CommandQueue.ofTestServer();
        broker = new Broker(management.getControllerClient());
    }

    @AfterEach
    void disconnect() {
        queue.close();
    }

    static String freshId() {
        return "jms-" + UUID.randomUUID();
    }
}
