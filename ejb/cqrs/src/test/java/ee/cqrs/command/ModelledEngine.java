package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.transaction.Status;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Step.Batch;
import ee.cqrs.command.Step.End;
import ee.cqrs.command.Step.Join;
import ee.cqrs.command.Step.Passivate;
import ee.cqrs.command.Step.Race;
import ee.cqrs.command.Step.Repeat;
import ee.cqrs.command.Step.Restart;
import ee.cqrs.command.Step.Send;
import ee.cqrs.command.Step.Trouble;
import ee.cqrs.store.ConflictException;
import ee.cqrs.store.LocalStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Goes the same steps with engines on one store and with a model, and compares each answer. */
final class ModelledEngine implements AutoCloseable {

    private static final String[] SETTINGS = {
        "cqrs.aggregate.crash-limit", "1000",
        "cqrs.command.save-attempts", Integer.toString(Troubles.ATTEMPTS),
        "cqrs.aggregate.max-live", "2"
    };

    private final LocalStore store;
    private final boolean shared;
    /** Makes the ids of this sequence its own. */
    private final String prefix = UUID.randomUUID() + "/";

    private final List<Order> sent = new ArrayList<>();
    private final List<LocalEngine> started = new ArrayList<>();
    private List<AggregateDefinition<?>> definitions;
    private List<LocalEngine> nodes;
    private LocalEngine rival;
    private EngineModel model;

    ModelledEngine(LocalStore store, boolean shared, List<Integer> periods) {
        this.store = store;
        this.shared = shared;
        model = new EngineModel(periods);
        start(periods);
    }

    /** Where the store is not shared nobody expects the rival. */
    private void start(List<Integer> periods) {
        definitions = periods.stream()
                .<AggregateDefinition<?>>map(Ledger.EVERY_3::withSnapshotPeriod)
                .toList();
        Supplier<LocalEngine> node =
                () -> LocalEngine.contained(store, shared ? store.amongOthers() : store.alone(), SETTINGS);
        nodes = Stream.generate(node).limit(shared ? 2 : 1).toList();
        rival = LocalEngine.contained(store, store.amongOthers(), SETTINGS);
        started.addAll(nodes);
        started.add(rival);
    }

    void go(Step step) {
        if (step instanceof Send send) {
            send(node(send.node()), send.order(), send.trouble());
        } else if (step instanceof Repeat repeat) {
            if (!sent.isEmpty()) {
                send(node(repeat.node()), sent.get(repeat.which() % sent.size()), Trouble.NONE);
            }
        } else if (step instanceof Race race) {
            race(node(race.node()), race.order(), race.amount());
        } else if (step instanceof Batch batch) {
            batch(node(batch.node()), batch);
        } else if (step instanceof Join join) {
            join(node(join.node()), join);
        } else if (step instanceof Passivate passivate) {
            node(passivate.node()).forget(definition(passivate.target()), id(passivate.target()));
        } else if (step instanceof Restart restart) {
            model = model.with(restart.periods());
            start(restart.periods());
        }
    }

    private void send(LocalEngine node, Order order, Trouble trouble) {
        CommandMessage message = message(order, model);
        Answer expected = expected(order, message, trouble);
        Troubles.make(node, trouble);
        Answer told = Answer.of(() -> node.send(definition(order.target()), message));
        Troubles.clear(node);
        assertThat(told).as("%s with %s", message, trouble).isEqualTo(expected);
        sent.add(order);
    }

    private Answer expected(Order order, CommandMessage message, Trouble trouble) {
        boolean known = model.knows(order);
        Answer foreseen = model.copy().answer(order, message.expectedIndex());
        boolean saved = !known && foreseen.index() != null;
        switch (trouble) {
            case CRASH -> {
                return known || foreseen.equals(Answer.problem(Problem.Kind.INDEX_MISMATCH))
                        ? foreseen
                        : Answer.problem(Problem.Kind.INTERNAL);
            }
            case REFUSED, LOST -> {
                return saved ? Answer.notSaved() : foreseen;
            }
            case CONFLICTS -> {
                return saved ? Answer.problem(Problem.Kind.CONFLICT) : foreseen;
            }
            default -> {
                return model.answer(order, message.expectedIndex());
            }
        }
    }

    private void race(LocalEngine node, Order order, long amount) {
        CommandMessage message = message(order, model);
        Answer alone = model.copy().answer(order, message.expectedIndex());
        if (!model.knows(order) && !alone.amounts().isEmpty()) {
            Order first = new Order(order.target(), new Ledger.Add(amount), null, Order.Expecting.NOTHING);
            model.answer(first, null);
            node.saves.beforeWrite.next(
                    () -> rival.accept(definition(order.target()), id(order.target()), first.command()));
        }
        Answer expected = model.answer(order, message.expectedIndex());
        Answer told = Answer.of(() -> node.send(definition(order.target()), message));
        Troubles.clear(node);
        assertThat(told).as("%s after another writer", message).isEqualTo(expected);
    }

    private void batch(LocalEngine node, Batch batch) {
        List<Answer> expected = new ArrayList<>();
        List<CommandResult> results;
        try (CommandSequence sequence = node.sequence()) {
            Troubles.make(node, batch.trouble());
            for (Order order : batch.orders()) {
                CommandMessage message = message(order, model);
                expected.add(model.answer(order, message.expectedIndex()));
                node.add(sequence, definition(order.target()), message);
            }
            results = sequence.results();
        }
        Troubles.clear(node);
        assertThat(results.stream().map(Answer::of)).as("%s", batch).isEqualTo(expected);
    }

    private void join(LocalEngine node, Join join) {
        JoinedTransaction transaction = node.newTransaction();
        EngineModel within = model.copy();
        Order changing = null;
        for (Order order : join.orders()) {
            CommandMessage message = message(order, within);
            boolean known = within.knows(order);
            Answer expected = within.answer(order, message.expectedIndex());
            Answer told = Answer.of(() -> node.send(definition(order.target()), message, transaction));
            assertThat(told).as("%s in %s", message, join).isEqualTo(expected);
            if (told.isProblem()) { // the container rolls back
                transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
                return;
            }
            changing = !known && !told.amounts().isEmpty() ? order : changing;
        }
        end(node, transaction, join.end(), changing, within);
    }

    private void end(LocalEngine node, JoinedTransaction transaction, End end, Order changing, EngineModel within) {
        switch (end) {
            case COMMITS -> {
                node.inTransaction(transaction::beforeCompletion);
                transaction.afterCompletion(Status.STATUS_COMMITTED);
                model = within;
            }
            case ROLLS_BACK -> transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
            case LOST -> {
                assertThatThrownBy(() -> node.inTransaction(() -> {
                            transaction.beforeCompletion();
                            throw new IllegalStateException("as the test says");
                        }))
                        .isInstanceOf(IllegalStateException.class);
                transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
            }
            case UNANSWERED -> {
                node.inTransaction(transaction::beforeCompletion);
                transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
                model = within;
            }
            case RACED -> {
                if (changing == null) {
                    end(node, transaction, End.COMMITS, null, within);
                    return;
                }
                Order first = new Order(changing.target(), new Ledger.Add(1), null, Order.Expecting.NOTHING);
                model.answer(first, null);
                rival.accept(definition(first.target()), id(first.target()), first.command());
                assertThatThrownBy(() -> node.inTransaction(transaction::beforeCompletion))
                        .isInstanceOf(ConflictException.class);
                transaction.afterCompletion(Status.STATUS_ROLLEDBACK);
            }
        }
    }

    /** Memory, store and model agree, and a restart changes nothing. */
    void check() {
        nodes.forEach(this::checkStates);
        StoredLedgers stored = new StoredLedgers(store, prefix);
        for (int target = 0; target < definitions.size(); target++) {
            stored.checkEvents(rival.events, id(target), model.kept(target));
        }
        stored.checkCommands(model.accepted());
        stored.checkPositions(rival.events.head());
    }

    private void checkStates(LocalEngine node) {
        for (int target = 0; target < definitions.size(); target++) {
            Ledger.State expected = model.state(target);
            assertThat(state(node, target)).as("%s in memory", id(target)).isEqualTo(expected);
            node.forget(definition(target), id(target));
            assertThat(state(node, target)).as("%s restored", id(target)).isEqualTo(expected);
        }
    }

    private Object state(LocalEngine node, int target) {
        AggregateId id = new AggregateId("ledger", id(target));
        return node.repository
                .find(definition(target), id)
                .<Object>map(AggregateState::state)
                .orElse(LedgerModel.NEW);
    }

    private LocalEngine node(int number) {
        return nodes.get(number % nodes.size());
    }

    private AggregateDefinition<?> definition(int target) {
        return definitions.get(target);
    }

    private String id(int target) {
        return prefix + target;
    }

    private CommandMessage message(Order order, EngineModel seen) {
        CommandMessage message = CommandMessage.of("ledger", id(order.target()), order.command(), "test");
        Long expected = order.expecting().index(seen.index(order.target()));
        message = expected == null ? message : message.expecting(expected);
        return order.name() == null ? message : message.withCommandId(prefix + order.name());
    }

    /** At once: each waits until its writer has looked around. */
    @Override
    public void close() {
        started.stream()
                .map(engine -> CompletableFuture.runAsync(engine::close, task -> new Thread(task).start()))
                .toList()
                .forEach(CompletableFuture::join);
    }
}
