package ee.cqrs.web.health;

import java.util.Locale;

import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import ee.cqrs.subscription.SubscriptionControl;
import ee.cqrs.subscription.SubscriptionStatus;
import ee.cqrs.subscription.SubscriptionStatus.State;
import ee.cqrs.subscription.Subscriptions;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Up while subscriptions are woken. One that fails does not make the node unready: it fails on every node, and commands are
 * taken; its data say which, and why.
 */
@Stateless
@Local(HealthCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SubscriptionsHealth implements HealthCheck {

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private SubscriptionControl control;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("subscriptions");
        if (!subscriptions.isAlive()) {
            return health.withData("reason", "The thread that wakes subscriptions does not run")
                    .down()
                    .build();
        }
        control.here().forEach(subscription -> health.withData(subscription.name(), words(subscription)));
        return health.up().build();
    }

    private static String words(SubscriptionStatus subscription) {
        String parked = subscription.parked() == 0 ? "" : ", %d parked".formatted(subscription.parked());
        String state = subscription.state().name().toLowerCase(Locale.ROOT);
        return subscription.state() == State.FAILING || subscription.state() == State.HANGING
                ? "%s%s: %s".formatted(state, parked, subscription.failure())
                : "%s, %d behind%s".formatted(state, subscription.lag(), parked);
    }
}
