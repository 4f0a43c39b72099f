package ee.cqrs.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * One client goes from node to node, one command or question after the other, while nodes freeze, are taken for dead, come
 * and go. Each answer must be that of a few sums in memory. {@code -Dcqrs.test.seed} repeats a run, but for the clocks.
 */
class SharingModelTest extends SharingTest {

    private static final long SEED = Long.getLong("cqrs.test.seed", System.nanoTime());
    private static final int STEPS = 200;
    private static final List<AggregateDefinition<?>> MODALITIES =
            List.of(Ledger.NEVER, Ledger.EVERY_1, Ledger.EVERY_3, Ledger.PURE_SNAPSHOT);

    private final Random random = new Random(SEED);
    private final Map<Integer, Ledger.State> model = new HashMap<>();

    @Test
    void givenNodesThatFreezeAndComeAndGoWhenOneClientAsksAllOfThemThenNoAnswerIsOld() {
        System.out.println("SharingModelTest: -Dcqrs.test.seed=" + SEED);
        List<LocalEngine> nodes =
                Stream.generate(() -> node(shortLives())).limit(3).toList();
        here.leave();
        nodes.forEach(SharingTest::joins);
        for (int step = 0; step < STEPS; step++) {
            LocalEngine node = nodes.get(random.nextInt(nodes.size()));
            disturb(node);
            ask(node);
        }
    }

    @Test
    void canary_nodes_that_do_not_know_of_each_other_give_old_answers() {
        List<LocalEngine> nodes = List.of(opened(LocalEngine.on(database)), opened(LocalEngine.on(database)));

        assertThatThrownBy(() -> {
                    for (int step = 0; step < STEPS; step++) {
                        ask(nodes.get(random.nextInt(nodes.size())));
                    }
                })
                .isInstanceOf(AssertionError.class);
    }

    /** Who is not disturbed and does not beat is frozen. */
    private void disturb(LocalEngine node) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4 -> node.beat();
            case 5 -> node.tail.follow();
            case 6 -> {
                if (random.nextInt(4) == 0) {
                    node.leave();
                }
            }
            default -> {}
        }
    }

    private void ask(LocalEngine node) {
        int target = random.nextInt(MODALITIES.size());
        AggregateDefinition<?> definition = MODALITIES.get(target);
        AggregateId id = new AggregateId("ledger", Integer.toString(target));
        Ledger.State before = model.getOrDefault(target, LedgerModel.NEW);
        if (random.nextInt(3) == 0) {
            Optional<?> shown = node.repository.find(definition, id).map(AggregateState::state);
            assertThat(shown).as("%s", id).isEqualTo(Optional.ofNullable(model.get(target)));
            return;
        }
        int amount = random.nextInt(20);
        Record command =
                switch (random.nextInt(3)) {
                    case 0 -> new Ledger.Take(amount);
                    case 1 -> new Ledger.FillUp(amount);
                    default -> new Ledger.Add(amount);
                };
        try {
            CommandOutcome outcome = node.send(definition, CommandMessage.of("ledger", id.id(), command, "test"));
            Optional<Ledger.State> after = after(before, command);
            assertThat(outcome instanceof CommandOutcome.Accepted)
                    .as("%s: %s", id, outcome)
                    .isEqualTo(after.isPresent());
            after.filter(state -> !state.equals(before)).ifPresent(state -> model.put(target, state));
            if (outcome instanceof CommandOutcome.Accepted accepted) {
                assertThat(accepted.aggregate().index())
                        .isEqualTo(after.orElseThrow().count() - 1);
            }
        } catch (StoreException e) { // it was taken for dead, or has gone, and will come again
            assertThat(e.fault()).isEqualTo(StoreException.Fault.MEMBERSHIP);
            joins(node);
        }
    }

    private static Optional<Ledger.State> after(Ledger.State before, Record command) {
        return LedgerModel.amounts(before, command).map(amounts -> LedgerModel.plus(before, amounts));
    }
}
