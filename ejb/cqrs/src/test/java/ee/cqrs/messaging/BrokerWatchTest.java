package ee.cqrs.messaging;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StartException;
import org.jboss.msc.service.StopContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The real service container, with services that go by the names of the broker's. */
class BrokerWatchTest {

    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");
    private static final ServiceName MANAGER = BROKER.append("jms", "manager");
    private static final ServiceName ACTIVATION = BROKER.append("activation");
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServiceContainer container = ServiceContainer.Factory.create();
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicBoolean canStart = new AtomicBoolean(true);

    @AfterEach
    void shutDown() throws InterruptedException {
        container.shutdown();
        container.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void a_broker_that_works_is_left_alone() {
        broker();
        watch();

        await().during(PAUSE.multipliedBy(20)).atMost(LIMIT).until(() -> starts.get() == 1);
    }

    @Test
    void a_broker_that_has_stopped_by_itself_is_started_again() {
        broker();
        watch();

        stopByItself();

        await().atMost(LIMIT).until(() -> starts.get() == 2 && isActive());
    }

    @Test
    void a_broker_that_cannot_start_is_tried_until_it_can() {
        broker();
        watch();

        canStart.set(false);
        stopByItself();
        await().atMost(LIMIT).until(() -> starts.get() >= 3);
        assertThat(isActive()).isFalse();
        canStart.set(true);

        await().atMost(LIMIT).until(this::isActive);
    }

    @Test
    void a_broker_that_is_not_there_yet_is_waited_for() {
        watch();
        await().during(PAUSE.multipliedBy(5)).atMost(LIMIT).until(() -> starts.get() == 0);
        broker();

        stopByItself();

        await().atMost(LIMIT).until(() -> starts.get() == 2 && isActive());
    }

    private void broker() {
        install(BROKER, new Named(() -> {}), null);
        install(
                MANAGER,
                new Named(() -> {
                    starts.incrementAndGet();
                    if (!canStart.get()) {
                        throw new StartException("The disk is full");
                    }
                    install(ACTIVATION, new Named(() -> {}), null);
                }),
                BROKER);
        await().atMost(LIMIT).until(this::isActive);
    }

    private void install(ServiceName name, Service service, ServiceName required) {
        ServiceBuilder<?> builder = container.addService();
        builder.provides(name);
        if (required != null) {
            builder.requires(required);
        }
        builder.setInstance(service).install();
    }

    private void stopByItself() {
        ServiceController<?> activation = container.getService(ACTIVATION);
        activation.setMode(ServiceController.Mode.REMOVE);
        await().atMost(LIMIT).until(() -> activation.getState() == ServiceController.State.REMOVED);
    }

    private void watch() {
        ServiceBuilder<?> builder = container.addService();
        builder.setInstance(new BrokerWatch(container, PAUSE)).install();
    }

    private boolean isActive() {
        ServiceController<?> activation = container.getService(ACTIVATION);
        return activation != null && activation.getState() == ServiceController.State.UP;
    }

    private interface Start {
        void run() throws StartException;
    }

    private record Named(Start action) implements Service {

        @Override
        public void start(StartContext context) throws StartException {
            action.run();
        }

        @Override
        public void stop(StopContext context) {
            // nothing to end
        }
    }
}
