package ee.cqrs.it;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(ArquillianExtension.class)
class ServerIT {

    @Deployment(testable = false)
    static EnterpriseArchive ear() {
        return ShrinkWrap.createFromZipFile(EnterpriseArchive.class, new File(System.getProperty("cqrs.test.ear")));
    }

    @Test
    void theDeployedEarAnswersItsCatalogue() throws Exception {
        URI types =
                URI.create("http://127.0.0.1:%s/cqrs/api/types".formatted(System.getProperty("cqrs.test.http-port")));

        HttpResponse<String> response =
                HttpClient.newHttpClient().send(HttpRequest.newBuilder(types).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
    }
}
