package ee.cqrs.web.health;

import java.util.List;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.command.AttemptWatch;
import ee.cqrs.drift.DriftWatch;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.store.Drift;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Always up, for the others work on: its data say which aggregates hang and which differ from their events. */
@Stateless
@Local(HealthCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AggregatesHealth implements HealthCheck {

    /** The log has all of them. */
    private static final int NAMED = 10;

    @Inject
    private AggregateRegistry registry;

    @Inject
    private AttemptWatch attempts;

    @Inject
    private DriftWatch drifts;

    @Override
    public HealthCheckResponse call() {
        List<AttemptWatch.Hanging> hanging = attempts.hanging();
        List<Drift> drifted = drifts.open();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("aggregates")
                .withData("inMemory", registry.size())
                .withData("hanging", hanging.size())
                .withData("drifted", drifted.size());
        hanging.stream().limit(NAMED).forEach(one -> health.withData("hangs: " + one.aggregate(), words(one)));
        drifted.stream().limit(NAMED).forEach(one -> health.withData("drifted: " + one.aggregate(), one.words()));
        return health.up().build();
    }

    private static String words(AttemptWatch.Hanging hanging) {
        return "the command %s, for %d s"
                .formatted(hanging.commandId(), hanging.since().toSeconds());
    }
}
