package ee.cqrs.web.health;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.supervision.ApplicationStatus;
import ee.cqrs.supervision.ApplicationSupervisor;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Up once the framework has tried to start every application; its data say which of them run. */
@Stateless
@Local(HealthCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ApplicationsHealth implements HealthCheck {

    @Inject
    private ApplicationSupervisor supervisor;

    @Inject
    private Catalogue catalogue;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("applications");
        if (!catalogue.isOpen()) {
            return health.withData("reason", "The framework starts or stops")
                    .down()
                    .build();
        }
        supervisor.applications().forEach(application -> health.withData(application.name(), words(application)));
        return health.up().build();
    }

    private static String words(ApplicationStatus application) {
        return application.running() ? "running" : "failed: " + application.reason();
    }
}
