package ee.cqrs.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import jakarta.ejb.Stateful;

import ee.cqrs.aggregate.Aggregate;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.aggregate.AggregateState;
import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.aggregate.Behaviour;
import ee.cqrs.aggregate.Decision;
import ee.cqrs.aggregate.Meta;
import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class AggregateRegistryTest {

    private static final Behaviour<Lamp.State> LAMP = lamp();

    @Test
    void turns_are_given_in_the_order_of_arrival() {
        AggregateRegistry registry = registry(Duration.ofSeconds(10), 100, Duration.ofHours(1));
        LiveAggregate<Lamp.State> first = registry.enter(id("a"));
        List<Integer> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> waiting = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            waiting.add(CompletableFuture.runAsync(
                    () -> {
                        LiveAggregate<?> place = registry.enter(id("a"));
                        order.add(number);
                        registry.leave(place);
                    },
                    task -> new Thread(task).start()));
            await().atMost(Duration.ofSeconds(5)).until(() -> first.waiting() == number + 1);
        }
        registry.leave(first);

        CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void waiting_is_bounded_in_time() {
        AggregateRegistry registry = registry(Duration.ofMillis(50), 100, Duration.ofHours(1));
        registry.enter(id("a"));

        assertThatThrownBy(() -> registry.enter(id("a")))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("lamp/a");
    }

    @Test
    void an_aggregate_in_use_delays_no_other() {
        AggregateRegistry registry = registry(Duration.ofMillis(50), 100, Duration.ofHours(1));
        registry.enter(id("a"));

        assertThat(registry.<Lamp.State>enter(id("b"))).isNotNull();
    }

    @Test
    void past_the_limit_the_least_recently_used_leaves_first() {
        AggregateRegistry registry = registry(Duration.ofSeconds(1), 3, Duration.ofHours(1));
        for (String name : List.of("a", "b", "c")) {
            live(registry, name);
        }
        live(registry, "a");
        live(registry, "d");

        assertThat(registry.live()).containsExactlyInAnyOrder(id("a"), id("c"), id("d"));
    }

    @Test
    void one_that_is_in_use_never_leaves() {
        AggregateRegistry registry = registry(Duration.ofSeconds(1), 1, Duration.ofMillis(1));
        LiveAggregate<Lamp.State> used = registry.enter(id("used"));
        used.activate(new Lamp(), LAMP, state("used", 0), System.nanoTime());
        live(registry, "b");
        live(registry, "c");

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            registry.passivateIdle();
            assertThat(registry.live()).containsExactly(id("used"));
        });
        assertThat(used.durable()).isPresent();
    }

    @Test
    void the_idle_leave_and_their_beans_end() {
        AggregateRegistry registry = registry(Duration.ofSeconds(1), 100, Duration.ofMillis(1));
        Lamp lamp = new Lamp();
        LiveAggregate<Lamp.State> place = registry.enter(id("a"));
        place.activate(lamp, LAMP, state("a", 0), System.nanoTime());
        registry.leave(place);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            registry.passivateIdle();
            assertThat(registry.live()).isEmpty();
        });
        assertThat(lamp.current()).isNull();
    }

    @Test
    void one_that_does_not_exist_yet_leaves_nothing_behind() {
        AggregateRegistry registry = registry(Duration.ofSeconds(1), 100, Duration.ofHours(1));
        LiveAggregate<Lamp.State> place = registry.enter(id("a"));
        place.activate(new Lamp(), LAMP, state("a", -1), System.nanoTime());
        registry.leave(place);

        assertThat(registry.find(id("a"))).isEmpty();
        assertThat(registry.live()).isEmpty();
    }

    @Test
    void many_threads_that_evict_at_once_never_fail() throws Exception {
        AggregateRegistry registry = registry(Duration.ofSeconds(5), 500, Duration.ofHours(1));
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int offset = thread;
                work.add(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        live(registry, "n" + (i * 7 + offset * 13) % 2_000);
                    }
                    return null;
                });
            }
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(registry.live()).hasSizeBetween(400, 508);
    }

    @Test
    void the_queue_of_one_aggregate_is_bounded() {
        AggregateRegistry registry = new AggregateRegistry(TestSettings.with("cqrs.aggregate.queue-limit", "1"));
        registry.enter(id("a"));

        assertThatThrownBy(() -> registry.enter(id("a")))
                .isInstanceOf(BusyException.class)
                .hasMessageContaining("1 commands are waiting");
        assertThat(registry.<Lamp.State>enter(id("b"))).isNotNull();
    }

    @Test
    void readers_see_the_durable_state_while_somebody_is_inside() {
        AggregateRegistry registry = registry(Duration.ofSeconds(1), 100, Duration.ofHours(1));
        live(registry, "a");
        LiveAggregate<Lamp.State> inside = registry.enter(id("a"));

        assertThat(registry.find(id("a"))).isPresent();
        inside.swap(state("a", 1));
        assertThat(registry.find(id("a")).orElseThrow().index()).isEqualTo(1);
    }

    private static void live(AggregateRegistry registry, String name) {
        LiveAggregate<Lamp.State> place = registry.enter(id(name));
        if (place.durable().isEmpty()) {
            place.activate(new Lamp(), LAMP, state(name, 0), System.nanoTime());
        }
        registry.leave(place);
    }

    private static AggregateRegistry registry(Duration wait, int maxLive, Duration idle) {
        return new AggregateRegistry(TestSettings.with(
                "cqrs.aggregate.wait-limit", wait.toString(),
                "cqrs.aggregate.max-live", Integer.toString(maxLive),
                "cqrs.aggregate.idle-time", idle.toString()));
    }

    private static AggregateId id(String name) {
        return new AggregateId("lamp", name);
    }

    private static AggregateState<Lamp.State> state(String name, long index) {
        Meta meta = new Meta(Instant.EPOCH, new UUID(0, 0), 1, "test", index, "lamp", name, null);
        return new AggregateState<>(meta, new Lamp.State(true), null);
    }

    @SuppressWarnings("unchecked") // Lamp says so
    private static Behaviour<Lamp.State> lamp() {
        return (Behaviour<Lamp.State>) Behaviour.of(Lamp.class);
    }

    @Stateful(passivationCapable = false)
    @AggregateType("lamp")
    static class Lamp extends Aggregate<Lamp.State> {

        @Override
        protected State initial() {
            return new State(false);
        }

        Decision attempt(State state, Switch command) {
            return accept(new Switched());
        }

        State apply(State state, Switched event) {
            return new State(!state.on());
        }

        record State(boolean on) {}

        sealed interface Command {}

        record Switch() implements Command {}

        sealed interface Event {}

        record Switched() implements Event {}
    }
}
