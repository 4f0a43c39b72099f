package ee.cqrs.web.end;

import java.time.Duration;

import jakarta.servlet.ServletContext;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;

/** Has the end of the application wait for the requests that are under way. No new ones come by then. */
public class RequestsEnd implements ServletExtension {

    /** More than the deadline of a command, and what a server that is told to end gives its requests. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        RequestsUnderWay requests = new RequestsUnderWay(PATIENCE);
        deployment.addThreadSetupAction(requests);
        deployment.addLifecycleInterceptor(requests);
    }
}
