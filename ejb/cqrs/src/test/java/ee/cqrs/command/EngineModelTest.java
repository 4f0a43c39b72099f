package ee.cqrs.command;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import jakarta.ejb.NoSuchEJBException;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.store.RecordedEvent;
import ee.cqrs.store.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random commands of several senders while saves fail, beans go and states are dropped. What was acknowledged is there
 * exactly once, and nothing else but what has an unknown outcome. {@code -Dcqrs.test.seed} repeats the plan of a run; how
 * the threads meet differs.
 */
class EngineModelTest extends EngineTest {

    private static final long SEED = Long.getLong("cqrs.test.seed", System.nanoTime());
    private static final int STEPS = 120;
    private static final int SENDERS = 3;
    private static final List<AggregateDefinition<?>> MODALITIES =
            List.of(Ledger.NEVER, Ledger.EVERY_1, Ledger.EVERY_3, Ledger.PURE_SNAPSHOT);

    private final Queue<CommandOutcome.Accepted> acknowledged = new ConcurrentLinkedQueue<>();
    private final Set<CommandMessage> unanswered = ConcurrentHashMap.newKeySet();
    private final Random random = new Random(SEED);

    @Override
    @BeforeEach
    void open() {
        engine = LocalEngine.contained(folder);
    }

    @Test
    void givenRandomFailuresWhenManySendThenTheStoreHoldsExactlyWhatWasAcknowledged() {
        System.out.println("-Dcqrs.test.seed=" + SEED);
        for (int step = 0; step < STEPS; step++) {
            step(step);
        }

        assertLogIsWhatWasAcknowledged();
        List.copyOf(unanswered).forEach(message -> send(definition(message), List.of(message), true));
        IntStream.range(0, MODALITIES.size()).forEach(this::assertStatesAgree);
    }

    /** Each sender sends a batch; meanwhile something goes wrong. */
    private void step(int step) {
        disturb();
        List<Caller<Void>> callers = new ArrayList<>(IntStream.range(0, SENDERS)
                .mapToObj(sender -> {
                    int target = random.nextInt(MODALITIES.size());
                    List<CommandMessage> batch = batch(target, step + "/" + sender + "/");
                    boolean again = random.nextBoolean();
                    return Caller.<Void>of(() -> send(MODALITIES.get(target), batch, again));
                })
                .toList());
        if (random.nextInt(4) == 0) { // which may wait for a writer that has died, too
            int target = random.nextInt(MODALITIES.size());
            callers.add(Caller.of(() -> {
                engine.forget(MODALITIES.get(target), id(target).id());
                return null;
            }));
        }
        await().pollInterval(Duration.ofMillis(1))
                .pollDelay(Duration.ZERO)
                .dontCatchUncaughtExceptions()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> {
                    engine.writer.watch();
                    return callers.stream().allMatch(Caller::isAnswered);
                });
        callers.forEach(Caller::answer);
    }

    private void disturb() {
        List<Script> points = List.of(
                engine.saves.beforeWrite,
                engine.saves.beforeCommit,
                engine.saves.afterCommit,
                engine.saves.beforeSettle);
        switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> points.get(random.nextInt(points.size())).fail();
            case 4 ->
                engine.attempting.next(() -> {
                    throw new NoSuchEJBException();
                });
            case 5 ->
                points.get(random.nextInt(3)).next(() -> {
                    throw new AssertionError("as the test says");
                });
            default -> {}
        }
    }

    private List<CommandMessage> batch(int target, String ids) {
        return IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> {
                    boolean refused = random.nextInt(10) == 0;
                    String origin = "x".repeat(refused ? CommandMessage.MAX_TEXT + 1 : 1);
                    return CommandMessage.of("ledger", id(target).id(), command(), origin)
                            .withCommandId(ids + i);
                })
                .toList();
    }

    private Record command() {
        int amount = random.nextInt(100);
        return switch (random.nextInt(5)) {
            case 0 -> new Ledger.Take(amount * 2);
            case 1 -> new Ledger.FillUp(amount * 5);
            case 2 -> new Ledger.AddTwice(amount);
            case 3 -> new Ledger.Touch();
            default -> new Ledger.Add(amount);
        };
    }

    /** Half of them send again what they do not know. */
    private Void send(AggregateDefinition<?> definition, List<CommandMessage> batch, boolean again) {
        List<CommandMessage> unknown = new ArrayList<>();
        List<CommandResult> results = engine.sendAll(definition, batch);
        for (int i = 0; i < results.size(); i++) {
            unanswered.remove(batch.get(i));
            if (results.get(i).outcome() instanceof CommandOutcome.Accepted accepted) {
                acknowledged.add(accepted);
            } else if (isUnknown(results.get(i))) {
                unknown.add(batch.get(i));
                unanswered.add(batch.get(i));
            }
        }
        return again && !unknown.isEmpty() ? send(definition, unknown, true) : null;
    }

    private static boolean isUnknown(CommandResult result) {
        return result.failure() != null && result.failure().problem().kind() == Problem.Kind.UNKNOWN_OUTCOME;
    }

    private void assertLogIsWhatWasAcknowledged() {
        List<RecordedEvent> log = engine.events
                .portion(0, Long.MAX_VALUE, 100_000, Optional.empty())
                .events();
        assertThat(log)
                .extracting(event -> event.meta().position())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        assertThat(engine.events.head()).isEqualTo(log.size());
        Map<String, List<RecordedEvent>> saved =
                log.stream().collect(Collectors.groupingBy(event -> event.meta().commandId()));
        Set<String> commands = commandIds();
        assertThat(acknowledged).hasSizeGreaterThan(STEPS);
        for (CommandOutcome.Accepted accepted : acknowledged) {
            assertThat(commands.remove(accepted.commandId()))
                    .as("%s is there, and acknowledged once", accepted)
                    .isTrue();
            List<RecordedEvent> events = saved.getOrDefault(accepted.commandId(), List.of());
            assertThat(events).isEqualTo(isKept(accepted) ? accepted.events() : List.of());
        }
        assertThat(unanswered).extracting(CommandMessage::commandId).containsAll(commands);
    }

    private Set<String> commandIds() {
        return engine.store.sql("select command_id from command", rows -> {
            try {
                Set<String> ids = new HashSet<>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void assertStatesAgree(int target) {
        AggregateState<?> live = live(MODALITIES.get(target), id(target).id());
        AggregateState<?> restored = restored(MODALITIES.get(target), id(target).id());
        assertThat(live.state()).isEqualTo(model(id(target)));
        assertThat(live.index()).isEqualTo(model(id(target)).count() - 1);
        assertThat(restored.state()).isEqualTo(live.state());
        assertThat(restored.index()).isEqualTo(live.index());
        long sum = 0;
        long index = 0;
        String hash = null;
        for (RecordedEvent event : engine.events.events(id(target), -1, 100_000)) {
            assertThat(event.meta().index()).isEqualTo(index++);
            assertThat(event.meta().previousHash()).isEqualTo(hash);
            hash = event.hash();
            sum += LedgerModel.amount(event);
            assertThat(sum).as("nobody takes more than there is").isNotNegative();
        }
    }

    /** The state, as all that were acknowledged make it. */
    private Ledger.State model(AggregateId id) {
        List<Long> amounts = acknowledged.stream()
                .filter(accepted -> accepted.aggregate().id().equals(id.id()))
                .flatMap(accepted -> accepted.events().stream())
                .map(LedgerModel::amount)
                .toList();
        return LedgerModel.plus(LedgerModel.NEW, amounts);
    }

    private static boolean isKept(CommandOutcome.Accepted accepted) {
        return MODALITIES.indexOf(Ledger.PURE_SNAPSHOT)
                != target(accepted.aggregate().id());
    }

    private static AggregateDefinition<?> definition(CommandMessage message) {
        return MODALITIES.get(target(message.aggregate().id()));
    }

    private static AggregateId id(int target) {
        return new AggregateId("ledger", Integer.toString(target));
    }

    private static int target(String id) {
        return Integer.parseInt(id);
    }
}
