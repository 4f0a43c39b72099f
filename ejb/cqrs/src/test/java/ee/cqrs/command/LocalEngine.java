package ee.cqrs.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.json.Json;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.repository.AggregateFactory;
import ee.cqrs.repository.AggregateRepository;
import ee.cqrs.repository.Replay;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.DurableHead;
import ee.cqrs.store.EventStore;
import ee.cqrs.store.Journal;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.LocalWriter;
import ee.cqrs.store.TestDatabase;

/** The real engine on the real store, without a container: beans are plain objects. */
public final class LocalEngine implements AutoCloseable {

    public static final Settings SETTINGS = TestSettings.with(
            "cqrs.command.deadline", "PT10S",
            "cqrs.aggregate.wait-limit", "PT2S",
            "cqrs.aggregate.crash-limit", "3",
            "cqrs.aggregate.crash-window", "PT1M");

    public final LocalStore store;
    public final EventStore events;
    public final DurableHead head = new DurableHead();
    public final AggregateRegistry registry;
    public final AggregateRepository repository;
    private final RestartIntensity intensity = new RestartIntensity(SETTINGS);
    private final InFlightCommands inFlight = new InFlightCommands(SETTINGS);
    private final Recorder recorder;
    private final CommandHandler handler;
    public final LocalWriter writer;

    private LocalEngine(
            TestDatabase database, Clock clock, Runnable afterCommit, Function<Aggregate<?>, Aggregate<?>> beans) {
        Json json = new Json();
        store = new LocalStore(database);
        events = store.events();
        head.advance(events.head());
        Journal journal = store.journal(head, afterCommit);
        registry = new AggregateRegistry(SETTINGS);
        Snapshotter snapshotter = new Snapshotter(events, json);
        repository = new AggregateRepository(
                registry,
                new PlainObjects(beans),
                snapshotter,
                new Replay(events, json),
                journal,
                store.readable(head),
                clock,
                SETTINGS);
        recorder = new Recorder(json, snapshotter, head);
        writer = new LocalWriter(journal, SETTINGS);
        writer.start();
        handler = new CommandHandler(
                registry,
                repository,
                new Attempts(intensity, recorder, clock),
                writer,
                journal,
                new CommandLog(events, json),
                SETTINGS);
    }

    public static LocalEngine on(Path folder) {
        return on(TestDatabase.h2(folder));
    }

    public static LocalEngine on(TestDatabase database) {
        return on(database, Clock.systemUTC());
    }

    public static LocalEngine on(TestDatabase database, Clock clock) {
        return new LocalEngine(database, clock, () -> {}, bean -> bean);
    }

    /** An engine whose commit call is followed by something. */
    public static LocalEngine afterCommit(TestDatabase database, Runnable afterCommit) {
        return new LocalEngine(database, Clock.systemUTC(), afterCommit, bean -> bean);
    }

    public CommandOutcome send(AggregateDefinition<?> definition, CommandMessage message) {
        return begin(definition, message).await();
    }

    PendingCommand<?> begin(AggregateDefinition<?> definition, CommandMessage message) {
        PendingCommand<?> pending = new PendingCommand<>(handler, inFlight, admitted(definition, message));
        pending.reserve();
        return pending.begin(Optional.empty());
    }

    List<CommandResult> sendAll(AggregateDefinition<?> definition, List<CommandMessage> messages) {
        try (CommandSequence sequence = new CommandSequence(handler, inFlight)) {
            messages.forEach(message -> sequence.add(message, () -> admitted(definition, message)));
            return sequence.results();
        }
    }

    private CommandAdmission.Admitted<?> admitted(AggregateDefinition<?> definition, CommandMessage message) {
        CommandMessage identified = CommandAdmission.identified(message);
        intensity.check(message.aggregate());
        return new CommandAdmission.Admitted<>(
                definition,
                new IdentifiedCommand(
                        identified,
                        recorder.contentHash(definition, identified),
                        message.commandId() != null,
                        System.nanoTime() + SETTINGS.commandDeadline().toNanos()));
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
        store.close();
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
