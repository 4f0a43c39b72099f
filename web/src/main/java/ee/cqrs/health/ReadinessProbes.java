package ee.cqrs.health;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The readiness checks as WildFly finds them. While the beans behind them do not exist, the node is not ready. */
@ApplicationScoped
public class ReadinessProbes {

    private static final String BEANS = "java:global/cqrs-ee/cqrs-web/";

    @Produces
    @Readiness
    HealthCheck store() {
        return () -> call("event-store", "StoreHealth");
    }

    @Produces
    @Readiness
    HealthCheck applications() {
        return () -> call("applications", "ApplicationsHealth");
    }

    @Produces
    @Readiness
    HealthCheck broker() {
        return () -> call("broker", "BrokerHealth");
    }

    @Produces
    @Readiness
    HealthCheck aggregates() {
        return () -> call("aggregates", "AggregatesHealth");
    }

    @Produces
    @Readiness
    HealthCheck subscriptions() {
        return () -> call("subscriptions", "SubscriptionsHealth");
    }

    private static HealthCheckResponse call(String name, String bean) {
        try {
            return InitialContext.<HealthCheck>doLookup(BEANS + bean).call();
        } catch (NamingException | EJBException e) {
            return HealthCheckResponse.named(name)
                    .withData("reason", "The framework does not run")
                    .down()
                    .build();
        }
    }
}
