package ee.cqrs.web.health;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Up while the database answers. */
@Stateless
@Local(HealthCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StoreHealth implements HealthCheck {

    @Inject
    private EventStore store;

    @Inject
    private DurableHead head;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("event-store");
        try {
            return health.withData("storedHead", store.head())
                    .withData("durableHead", head.position())
                    .up()
                    .build();
        } catch (RuntimeException e) {
            return health.withData("reason", "The database does not answer")
                    .down()
                    .build();
        }
    }
}
