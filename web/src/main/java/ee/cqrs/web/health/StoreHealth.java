package ee.cqrs.web.health;

import java.util.Optional;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.GroupCommit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Up while the database answers and the journal writer can save, or could when it last tried. */
@Stateless
@Local(HealthCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StoreHealth implements HealthCheck {

    @Inject
    private EventStore store;

    @Inject
    private DurableHead head;

    @Inject
    private GroupCommit groupCommit;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("event-store");
        Optional<String> trouble = groupCommit.trouble();
        if (trouble.isPresent()) {
            return health.withData("reason", trouble.get()).down().build();
        }
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
