package ee.cqrs.command;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.json.Json;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.repository.AggregateFactory;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.FeedTail;
import ee.cqrs.repository.Freshness;
import ee.cqrs.repository.Replay;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Heartbeat;
import ee.cqrs.store.Journal;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.LocalWriter;
import ee.cqrs.store.Membership;
import ee.cqrs.store.Quarantine;
import ee.cqrs.store.Saves;
import ee.cqrs.store.Script;
import ee.cqrs.store.TestDatabase;
import org.awaitility.Awaitility;

/** The real engine on the real store, without a container: beans are plain objects. */
public final class LocalEngine implements AutoCloseable {

    private static final String[] SETTINGS = {
        "cqrs.command.deadline", "PT15S",
        "cqrs.aggregate.wait-limit", "PT12S",
        "cqrs.aggregate.crash-limit", "3",
        "cqrs.aggregate.crash-window", "PT1M"
    };

    public final LocalStore store;
    private final boolean ownsStore;
    /** What happens to the next saves. */
    public final Saves saves = new Saves();
    /** What happens in the next attempts, if the beans are like the container's. */
    public final Script attempting = new Script();

    public final EventStore events;
    public final DurableHead head = new DurableHead();
    public final Quarantine quarantine;
    public final Membership membership;
    private final Heartbeat heartbeat;
    public final FeedTail tail;
    public final AggregateRegistry registry;
    public final AggregateRepository repository;
    private final Settings settings;
    private final RestartIntensity intensity;
    private final InFlightCommands inFlight;
    private final Recorder recorder;
    private final Journal journal;
    /** Looks at the attempts under way when it is told to. */
    public final AttemptWatch watch;

    private final CommandHandler handler;
    private final JoinedCommandHandler joinedHandler;
    public final LocalWriter writer;

    private LocalEngine(
            LocalStore store,
            boolean ownsStore,
            Clock clock,
            boolean contained,
            Membership membership,
            String... namesAndValues) {
        this.store = store;
        this.ownsStore = ownsStore;
        settings = TestSettings.with(
                Stream.of(SETTINGS, namesAndValues).flatMap(Arrays::stream).toArray(String[]::new));
        intensity = new RestartIntensity(settings);
        watch = new AttemptWatch(intensity, settings);
        inFlight = new InFlightCommands(settings);
        Json json = new Json();
        events = store.events();
        head.advance(events.head());
        this.membership = membership;
        heartbeat = store.heartbeat(membership, settings);
        journal = store.journal(head, saves, membership);
        registry = new AggregateRegistry(settings);
        quarantine = store.quarantine();
        quarantine.load();
        Snapshotter snapshotter = new Snapshotter(events, quarantine, json);
        Freshness freshness = new Freshness(membership, registry, events, settings);
        tail = new FeedTail(membership, registry, events, head, store.readable(head));
        repository = new AggregateRepository(
                registry,
                new PlainObjects(contained ? bean -> new ContainedBean<>(bean, attempting) : bean -> bean),
                snapshotter,
                new Replay(events, json),
                journal,
                store.readable(head),
                freshness,
                clock,
                settings);
        recorder = new Recorder(json, snapshotter);
        writer = new LocalWriter(journal, settings);
        writer.start();
        Attempts attempts = new Attempts(intensity, watch, recorder, clock);
        CommandLog log = new CommandLog(events, json);
        handler = new CommandHandler(registry, repository, freshness, attempts, writer, log, settings);
        joinedHandler = new JoinedCommandHandler(repository, freshness, attempts, log);
    }

    public static LocalEngine on(Path folder) {
        return on(TestDatabase.h2(folder));
    }

    public static LocalEngine on(TestDatabase database) {
        return on(database, Clock.systemUTC());
    }

    public static LocalEngine on(TestDatabase database, Clock clock) {
        LocalStore store = new LocalStore(database);
        return new LocalEngine(store, true, clock, false, store.alone());
    }

    /** An engine whose first commit call is followed by something. */
    public static LocalEngine afterCommit(TestDatabase database, Runnable afterCommit, String... namesAndValues) {
        LocalStore store = new LocalStore(database);
        LocalEngine engine = new LocalEngine(store, true, Clock.systemUTC(), false, store.alone(), namesAndValues);
        engine.saves.afterCommit.next(afterCommit);
        return engine;
    }

    /** An engine whose beans crash as the container's do. */
    public static LocalEngine contained(Path folder) {
        LocalStore store = new LocalStore(folder);
        return new LocalEngine(store, true, Clock.systemUTC(), true, store.alone());
    }

    /** An engine on a store that stays open, whose beans crash as the container's do. */
    public static LocalEngine contained(LocalStore store, String... namesAndValues) {
        return contained(store, store.alone(), namesAndValues);
    }

    /** The same for a node that may not be the only one. */
    static LocalEngine contained(LocalStore store, Membership membership, String... namesAndValues) {
        return new LocalEngine(store, false, Clock.systemUTC(), true, membership, namesAndValues);
    }

    /** An engine that may share the store with others, and has not joined them yet. */
    public static LocalEngine sharing(TestDatabase database, String... namesAndValues) {
        return new LocalEngine(
                new LocalStore(database), true, Clock.systemUTC(), false, new Membership(), namesAndValues);
    }

    /** The first heartbeat, or one more. */
    public LocalEngine beat() {
        heartbeat.beat();
        return this;
    }

    /** As a server that is stopped. */
    public void leave() {
        heartbeat.leave();
    }

    /** Beats until the others that do not beat are taken for dead. */
    void forgetSilent() {
        long nodes = store.count("node");
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    heartbeat.beat();
                    return store.count("node") < nodes;
                });
    }

    /** As if a caller had one. */
    JoinedTransaction newTransaction() {
        return new JoinedTransaction(registry, inFlight, journal);
    }

    CommandOutcome send(AggregateDefinition<?> definition, CommandMessage message, JoinedTransaction transaction) {
        var admitted = admitted(definition, message, CommandAdmission.identified(message));
        return joinedHandler.handle(admitted.definition(), admitted.command(), transaction);
    }

    void inTransaction(Runnable work) {
        store.inTransaction(work);
    }

    public CommandOutcome send(AggregateDefinition<?> definition, CommandMessage message) {
        return begin(definition, message).await();
    }

    PendingCommand<?> begin(AggregateDefinition<?> definition, CommandMessage message) {
        var admitted = admitted(definition, message, CommandAdmission.identified(message));
        PendingCommand<?> pending = new PendingCommand<>(handler, inFlight, admitted);
        pending.reserve();
        return pending.begin(Optional.empty());
    }

    List<CommandResult> sendAll(AggregateDefinition<?> definition, List<CommandMessage> messages) {
        try (CommandSequence sequence = sequence()) {
            messages.forEach(message -> add(sequence, definition, message));
            return sequence.results();
        }
    }

    CommandSequence sequence() {
        return new CommandSequence(handler, inFlight);
    }

    void add(CommandSequence sequence, AggregateDefinition<?> definition, CommandMessage message) {
        CommandMessage identified = CommandAdmission.identified(message);
        sequence.add(identified, () -> admitted(definition, message, identified));
    }

    private CommandAdmission.Admitted<?> admitted(
            AggregateDefinition<?> definition, CommandMessage message, CommandMessage identified) {
        intensity.check(message.aggregate());
        return new CommandAdmission.Admitted<>(
                definition,
                new IdentifiedCommand(
                        identified,
                        recorder.contentHash(definition, identified),
                        message.commandId() != null,
                        System.nanoTime() + settings.commandDeadline().toNanos()));
    }

    public CommandOutcome.Accepted accept(AggregateDefinition<?> definition, String id, Record command) {
        return (CommandOutcome.Accepted) send(definition, CommandMessage.of(definition.name(), id, command, "test"));
    }

    /** As if the server had been restarted. */
    public void forget(AggregateDefinition<?> definition, String id) {
        var place = registry.enter(new AggregateId(definition.name(), id));
        place.drop();
        registry.leave(place);
    }

    @Override
    public void close() {
        writer.stop();
        if (ownsStore) {
            store.close();
        }
    }

    private static final class PlainObjects extends AggregateFactory {

        private final Function<Aggregate<?>, Aggregate<?>> beans;

        PlainObjects(Function<Aggregate<?>, Aggregate<?>> beans) {
            this.beans = beans;
        }

        @Override
        @SuppressWarnings("unchecked") // a wrapper keeps the state class
        public <S> Aggregate<S> create(AggregateDefinition<S> definition) {
            try {
                var constructor = definition.behaviour().aggregateClass().getDeclaredConstructor();
                constructor.setAccessible(true);
                return (Aggregate<S>) beans.apply(constructor.newInstance());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
