package ee.cqrs.messaging;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Vetoed;

import org.jboss.logging.Logger;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceController.Mode;
import org.jboss.msc.service.ServiceController.State;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.ServiceRegistry;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;

/**
 * Starts the broker again when it has stopped by itself, as it does when it cannot write to its disk. The server would
 * leave it at that until an operator comes. It is tried until it works, less and less often.
 */
@Vetoed
final class BrokerWatch implements Service {

    private static final Logger LOG = Logger.getLogger(BrokerWatch.class);

    /** The broker, if it runs inside the server. */
    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");

    /** Is there as long as the broker works: its service does not notice that the broker stops. */
    private static final ServiceName ACTIVATION = BROKER.append("activation");

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final ServiceRegistry services;
    private ScheduledExecutorService thread;
    private Duration pause = FIRST_PAUSE;

    BrokerWatch(ServiceRegistry services) {
        this.services = services;
    }

    @Override
    public void start(StartContext context) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "cqrs-broker-watch"));
        lookAfter(FIRST_PAUSE);
    }

    @Override
    public void stop(StopContext context) {
        thread.shutdown();
    }

    private void lookAfter(Duration time) {
        thread.schedule(this::watch, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void watch() {
        try {
            pause = look(services.getService(BROKER)) ? FIRST_PAUSE : longer(pause);
        } catch (RuntimeException e) {
            LOG.error("The broker cannot be watched", e);
        }
        if (!thread.isShutdown()) {
            lookAfter(pause);
        }
    }

    /** Whether all is well, or somebody else is at it. */
    private boolean look(ServiceController<?> broker) {
        if (broker == null) {
            return true;
        }
        if (broker.getMode() == Mode.NEVER && broker.getState() == State.DOWN) {
            LOG.info("Starting the broker again");
            broker.setMode(Mode.ACTIVE);
            return false;
        }
        if (broker.getState() == State.START_FAILED) {
            LOG.warn("The broker could not be started; trying again");
            broker.retry();
            return false;
        }
        if (broker.getState() == State.UP && !isActive()) {
            LOG.error("The broker has stopped by itself, see above for its reason; it will be started again");
            broker.setMode(Mode.NEVER);
        }
        return true;
    }

    private boolean isActive() {
        ServiceController<?> activation = services.getService(ACTIVATION);
        return activation != null && activation.getState() == State.UP;
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
