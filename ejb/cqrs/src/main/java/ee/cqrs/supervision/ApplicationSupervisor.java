package ee.cqrs.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.bus.Bus;
import ee.cqrs.bus.EventHandlers;
import ee.cqrs.bus.Publishing;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.catalogue.Modules;
import ee.cqrs.naming.RegistryBinding;
import ee.cqrs.projection.Projections;
import ee.cqrs.query.Queries;
import ee.cqrs.repository.AggregateFactory;
import ee.cqrs.store.DurabilityCheck;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventQueries;
import ee.cqrs.store.GroupCommit;
import ee.cqrs.store.Migration;
import ee.cqrs.store.Quarantine;
import ee.cqrs.subscription.Subscriptions;
import org.jboss.logging.Logger;

/** The only bean that starts by itself: it makes the store ready and starts every application in isolation. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ApplicationSupervisor {

    private static final Logger LOG = Logger.getLogger(ApplicationSupervisor.class);

    private final List<ApplicationStatus> applications = new CopyOnWriteArrayList<>();
    private final Modules modules = new Modules();

    @Inject
    @Any
    private Instance<Application> found;

    @Inject
    private Migration migration;

    @Inject
    private DurabilityCheck durability;

    @Inject
    private EventQueries queries; // not on a thread of its own: it would wait for the end of the start

    @Inject
    private DurableHead head;

    @Inject
    private Quarantine quarantine;

    @Inject
    private NodeWatch nodeWatch;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private Housekeeping housekeeping;

    @Inject
    private Catalogue catalogue;

    @Inject
    private AggregateFactory factory;

    @Inject
    private RegistryBinding binding;

    @Inject
    private Projections projections;

    @Inject
    private Bus bus;

    @Inject
    private EventHandlers eventHandlers;

    @Inject
    private Publishing publishing;

    @Inject
    private Queries applicationQueries;

    @Inject
    private Subscriptions subscriptions;

    /**
     * The applications that were found at start.
     *
     * @return those that run and those that do not
     */
    public List<ApplicationStatus> applications() {
        return List.copyOf(applications);
    }

    @PostConstruct
    void start() {
        try {
            startAll();
        } catch (RuntimeException e) { // nobody calls stop after a start that fails
            stop();
            throw e;
        }
    }

    private void startAll() {
        migration.migrate();
        durability.check();
        head.advance(queries.head());
        quarantine.load();
        nodeWatch.start();
        groupCommit.start();
        housekeeping.start();
        binding.bind();
        for (Instance.Handle<Application> application : found.handles()) {
            ApplicationStatus status = start(application);
            modules.add(application.getBean().getBeanClass(), status.name(), status.running());
            applications.add(status);
        }
        projections.start(modules); // before the first append: it is written into inline ones
        nodeWatch.awaitJoined();
        catalogue.open();
        applicationQueries.start(modules);
        eventHandlers.start(modules);
        publishing.start();
        subscriptions.start();
    }

    @PreDestroy
    void stop() {
        applicationQueries.stop();
        subscriptions.stop();
        publishing.stop();
        bus.stop();
        catalogue.close();
        binding.unbind();
        housekeeping.stop();
        groupCommit.stop();
        nodeWatch.stop();
    }

    private ApplicationStatus start(Instance.Handle<Application> handle) {
        String name = handle.getBean().getBeanClass().getName();
        try {
            Application application = handle.get();
            name = application.name();
            List<AggregateDefinition<?>> definitions = new ArrayList<>();
            for (Class<? extends Aggregate<?>> type : application.aggregates()) {
                AggregateDefinition<?> definition = AggregateDefinition.of(name, type);
                factory.register(definition);
                definitions.add(definition);
            }
            migration.migrate(name, handle.getBean().getBeanClass().getClassLoader());
            application.start();
            catalogue.add(definitions);
            List<String> types =
                    definitions.stream().map(AggregateDefinition::name).toList();
            LOG.infof("Application %s runs with %s", name, types);
            return new ApplicationStatus(name, true, null, types);
        } catch (RuntimeException | LinkageError e) { // one broken application leaves the others running
            LOG.errorf(e, "Application %s does not start", name);
            return new ApplicationStatus(name, false, String.valueOf(e.getMessage()), List.of());
        }
    }
}
