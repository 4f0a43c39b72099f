package ee.cqrs.it.http;

import java.io.File;

import ee.cqrs.it.client.RestClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The EAR on the test server. */
@ExtendWith(ArquillianExtension.class)
abstract class HttpEntrance {

    static final RestClient REST = RestClient.ofTestServer();

    @Deployment(testable = false)
    static EnterpriseArchive ear() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("cqrs.test.ear")));
    }
}
