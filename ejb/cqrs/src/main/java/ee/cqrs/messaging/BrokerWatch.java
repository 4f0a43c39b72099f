package ee.cqrs.messaging;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.inject.Vetoed;

import ee.cqrs.settings.Backoff;
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

    /** The broker, if it runs inside the server. It does not notice that the broker stops. */
    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");

    /** Starts what the one above has made, which reads the journal and may take its time. */
    private static final ServiceName MANAGER = BROKER.append("jms", "manager");

    /** Is there as long as the broker works. */
    private static final ServiceName ACTIVATION = BROKER.append("activation");

    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30));

    private final ServiceRegistry services;
    private final Duration firstPause;
    private ScheduledExecutorService thread;
    private Duration pause;
    private boolean suspected;

    BrokerWatch(ServiceRegistry services) {
        this(services, PAUSES.first());
    }

    BrokerWatch(ServiceRegistry services, Duration firstPause) {
        this.services = services;
        this.firstPause = firstPause;
        pause = firstPause;
    }

    @Override
    public void start(StartContext context) {
        thread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "cqrs-broker-watch"));
        thread.schedule(this::watch, firstPause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop(StopContext context) {
        thread.shutdownNow();
    }

    private void watch() {
        try {
            look(services.getService(BROKER));
        } catch (RuntimeException e) {
            LOG.error("The broker cannot be watched", e);
        }
        if (!thread.isShutdown()) {
            thread.schedule(this::watch, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look(ServiceController<?> broker) {
        if (broker == null) {
            return;
        }
        if (broker.getMode() == Mode.NEVER && broker.getState() == State.DOWN) {
            LOG.info("Starting the broker again");
            broker.setMode(Mode.ACTIVE);
            pause = PAUSES.longer(pause);
        } else if (is(MANAGER, State.UP) && is(ACTIVATION, State.UP)) {
            pause = firstPause;
            suspected = false;
        } else if (is(MANAGER, State.UP) || is(MANAGER, State.START_FAILED)) {
            // the two do not change at the same moment
            if (suspected) {
                LOG.error("The broker does not run, see above for the reason; it will be started again");
                broker.setMode(Mode.NEVER);
            }
            suspected = !suspected;
        }
    }

    private boolean is(ServiceName name, State state) {
        ServiceController<?> service = services.getService(name);
        return service != null && service.getState() == state;
    }
}
