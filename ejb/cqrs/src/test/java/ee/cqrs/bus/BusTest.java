package ee.cqrs.bus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import ee.cqrs.aggregate.AggregateType;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.catalogue.Catalogue;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.LocalEngine;
import ee.cqrs.json.Json;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.subscription.LogPages;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Handlers that are added and deleted while aggregates work. */
class BusTest {

    private static final AggregateDefinition<?> LEDGER =
            AggregateDefinition.of("test", Ledger.class).withSnapshotPeriod(AggregateType.NEVER);

    @TempDir
    private Path folder;

    private LocalEngine engine;
    private Bus bus;

    @BeforeEach
    void open() {
        engine = LocalEngine.on(folder);
        Catalogue catalogue = new Catalogue();
        catalogue.add(List.of(LEDGER));
        bus = new Bus(
                new LogPages(engine.events, TestSettings.with("cqrs.subscription.batch-size", "7")),
                engine.head,
                catalogue,
                new Json(),
                null);
    }

    @AfterEach
    void close() {
        bus.stop();
        engine.close();
    }

    @Test
    void a_handler_is_told_of_every_event_from_when_it_was_added_on_in_order() {
        add(3);
        Told told = added("late");

        add(50);

        eventually().until(() -> told.positions().size() == 50);
        assertThat(told.positions())
                .isEqualTo(LongStream.rangeClosed(4, 53).boxed().toList());
        BusEvent last = told.events.get(49);
        assertThat(last.event()).isEqualTo(new Ledger.Added(1));
        assertThat(last.isRecorded()).isTrue();
        assertThat(last.context().type()).isEqualTo("ledger");
        eventually().until(() -> bus.handlers().equals(List.of(new HandlerStatus("late", 53, 0, 0))));
    }

    @Test
    void a_deleted_handler_is_told_nothing_more_and_its_name_is_free() {
        Told told = added("one");
        add(1);
        eventually().until(() -> told.positions().size() == 1);

        assertThat(bus.deleteHandler("one")).isTrue();
        assertThat(bus.deleteHandler("one")).isFalse();
        Told next = added("one");
        add(2);

        eventually().until(() -> next.positions().size() == 2);
        assertThat(told.positions()).containsExactly(1L);
    }

    @Test
    void a_name_has_one_handler() {
        added("one");

        assertThatThrownBy(() -> added("one"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one");
    }

    @Test
    void a_handler_that_leaves_its_thread_interrupted_is_told_of_the_next_by_one_that_is_not() {
        List<Boolean> flags = Collections.synchronizedList(new ArrayList<>());
        add("interrupts", event -> {
            flags.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });

        add(20);

        eventually().until(() -> flags.size() == 20);
        assertThat(flags).containsOnly(false);
    }

    @Test
    void a_handler_for_which_there_is_no_thread_is_not_added() {
        assertThatThrownBy(() -> bus.addHandler("one", event -> {}, task -> {
                    throw new OutOfMemoryError("as the test says");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(bus.handlers()).isEmpty();
        added("one");
    }

    @Test
    void a_handler_that_fails_or_hangs_holds_up_nobody_and_a_failing_one_is_told_of_the_next() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        add("hangs", event -> await(release));
        add("fails", event -> {
            calls.incrementAndGet();
            throw new StackOverflowError("as the test says");
        });
        Told told = added("works");

        add(20);

        eventually().until(() -> told.positions().size() == 20 && calls.get() == 20);
        assertThat(bus.handlers().get(1)).isEqualTo(new HandlerStatus("hangs", 0, 20, 0));
        release.countDown();
    }

    @Test
    void what_is_published_is_not_in_the_log_and_comes_to_all_handlers_between_the_same_events() {
        CountDownLatch release = new CountDownLatch(1);
        Told quick = added("quick");
        Told slow = new Told();
        add("slow", event -> {
            await(release);
            slow.handle(event);
        });
        add(5);
        bus.publishEvent(new Note(1));
        bus.publishEvent(new Note(2));
        add(5);
        bus.publishEvent(new Note(3));
        release.countDown();

        eventually().until(() -> quick.events.size() == 13 && slow.events.size() == 13);
        assertThat(slow.events).isEqualTo(quick.events);
        assertThat(slow.events.stream()
                        .map(event -> event.isRecorded() ? event.context().position() : event.event()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, new Note(1), new Note(2), 6L, 7L, 8L, 9L, 10L, new Note(3));
        assertThat(engine.head.position()).isEqualTo(10);
    }

    @Test
    void what_is_published_comes_behind_the_events_that_were_durable_then() {
        Told told = added("one");
        add(5);

        bus.publishEvent(new Note(1));

        eventually().until(() -> told.events.size() == 6);
        assertThat(told.events.get(5).event()).isEqualTo(new Note(1));
    }

    @Test
    void publishing_is_refused_when_too_much_waits_for_a_handler_and_then_nobody_is_told() {
        CountDownLatch release = new CountDownLatch(1);
        add("hangs", event -> await(release));
        Told told = added("works");
        bus.publishEvent(new Note(0));
        eventually().until(() -> bus.handlers().get(0).waiting() == 0); // it hangs
        for (int i = 1; i <= 1_000; i++) {
            bus.publishEvent(new Note(i));
        }
        eventually().until(() -> told.events.size() == 1_001);

        assertThatThrownBy(() -> bus.publishEvent(new Note(-1)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("hangs");

        release.countDown();
        eventually().until(() -> bus.handlers().get(0).waiting() == 0);
        bus.publishEvent(new Note(-2));
        eventually().until(() -> told.events.size() == 1_002);
        assertThat(told.events.get(1_001).event()).isEqualTo(new Note(-2));
    }

    @Test
    void after_the_end_there_are_no_handlers() {
        added("one");

        bus.stop();

        assertThat(bus.handlers()).isEmpty();
        assertThatThrownBy(() -> added("two")).isInstanceOf(IllegalStateException.class);
    }

    private Told added(String name) {
        Told told = new Told();
        add(name, told);
        return told;
    }

    private void add(String name, BusHandler handler) {
        bus.addHandler(name, handler, work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void add(int times) {
        for (int i = 0; i < times; i++) {
            engine.accept(LEDGER, "a", new Ledger.Add(1));
        }
    }

    private static void await(CountDownLatch release) {
        try {
            release.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConditionFactory eventually() {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(30));
    }

    private record Note(int number) {}

    private static final class Told implements BusHandler {

        final List<BusEvent> events = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void handle(BusEvent event) {
            events.add(event);
        }

        List<Long> positions() {
            synchronized (events) {
                return events.stream().map(event -> event.context().position()).toList();
            }
        }
    }
}
