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
import ee.cqrs.store.Membership;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Up while the database answers, the journal writer can save, or could when it last tried, and the other nodes know this one. Its
 * data say where the log stands, and what the writer has done since its start.
 */
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

    @Inject
    private Membership membership;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("event-store");
        Optional<String> trouble = groupCommit.trouble();
        if (trouble.isPresent()) {
            return health.withData("reason", trouble.get()).down().build();
        }
        if (!membership.isMember()) {
            return health.withData("reason", "This node has not joined the others that share the store")
                    .down()
                    .build();
        }
        try {
            GroupCommit.Work work = groupCommit.work();
            return health.withData("storedHead", store.head())
                    .withData("durableHead", head.position())
                    .withData("alone", membership.isAlone())
                    .withData("commits", work.commits())
                    .withData("commands", work.commands())
                    .withData("waiting", work.waiting())
                    .up()
                    .build();
        } catch (RuntimeException e) {
            return health.withData("reason", "The database does not answer")
                    .down()
                    .build();
        }
    }
}
