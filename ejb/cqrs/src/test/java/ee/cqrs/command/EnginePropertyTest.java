package ee.cqrs.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

import ee.cqrs.LogRecords;
import ee.cqrs.command.Order.Expecting;
import ee.cqrs.command.Step.Batch;
import ee.cqrs.command.Step.End;
import ee.cqrs.command.Step.Join;
import ee.cqrs.command.Step.Passivate;
import ee.cqrs.command.Step.Race;
import ee.cqrs.command.Step.Repeat;
import ee.cqrs.command.Step.Restart;
import ee.cqrs.command.Step.Send;
import ee.cqrs.command.Step.Trouble;
import ee.cqrs.store.LocalStore;
import ee.cqrs.store.TestDatabase;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Random sequences of commands to a few aggregates of random modalities, while beans crash and go, saves fail, others
 * write first, callers' transactions commit and roll back, and servers restart with other modalities. Every answer and every
 * state is that of a model.
 *
 * <p>{@code -Djqwik.tries.default} says how many. A sequence that fails is made as short as possible, and is the first of
 * the next run.
 */
class EnginePropertyTest {

    private static final int TARGETS = 3;

    private Path folder;
    private LocalStore store;

    TestDatabase newDatabase() throws IOException {
        folder = Files.createTempDirectory("cqrs-properties");
        return TestDatabase.h2(folder);
    }

    int longest() {
        return 40;
    }

    @BeforeProperty
    void open() throws IOException {
        store = new LocalStore(newDatabase());
    }

    @AfterProperty
    void close() throws IOException {
        store.close();
        if (folder != null) {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(EnginePropertyTest::delete);
            }
        }
    }

    @Property
    void the_engine_is_what_the_model_is(
            @ForAll boolean shared, @ForAll("periods") List<Integer> periods, @ForAll("steps") List<Step> steps) {
        LogRecords.of(
                Failures.class,
                () -> { // batches report the crashes there
                    try (ModelledEngine engine = new ModelledEngine(store, shared, periods)) {
                        steps.forEach(engine::go);
                        engine.check();
                        engine.go(new Restart(periods));
                        engine.check();
                    }
                });
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> node = Arbitraries.integers().between(0, 1);
        Arbitrary<List<Order>> orders = order().list().ofMinSize(1).ofMaxSize(5);
        return Arbitraries.<Step>frequencyOf(
                        Tuple.of(
                                12,
                                Combinators.combine(node, order(), trouble()).as(Send::new)),
                        Tuple.of(
                                3,
                                Combinators.combine(node, Arbitraries.integers().between(0, 99))
                                        .as(Repeat::new)),
                        Tuple.of(
                                2,
                                Combinators.combine(
                                                node,
                                                order(),
                                                Arbitraries.longs().between(0, 9))
                                        .as(Race::new)),
                        Tuple.of(
                                3, Combinators.combine(node, orders, harmless()).as(Batch::new)),
                        Tuple.of(
                                5,
                                Combinators.combine(node, orders, Arbitraries.of(End.class))
                                        .as(Join::new)),
                        Tuple.of(2, Combinators.combine(node, target()).as(Passivate::new)),
                        Tuple.of(1, periods().map(Restart::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(longest());
    }

    @Provide
    Arbitrary<List<Integer>> periods() {
        return Arbitraries.of(-1, 0, 1, 2, 3, 7).list().ofSize(TARGETS);
    }

    private static Arbitrary<Order> order() {
        Arbitrary<String> name =
                Arbitraries.of("a", "b", "c", "d", "e", "f", "g", "h").injectNull(0.5);
        Arbitrary<Expecting> expecting = Arbitraries.frequency(
                Tuple.of(6, Expecting.NOTHING),
                Tuple.of(2, Expecting.PRESENT),
                Tuple.of(1, Expecting.ANOTHER),
                Tuple.of(1, Expecting.NEW));
        return Combinators.combine(target(), command(), name, expecting).as(Order::new);
    }

    private static Arbitrary<Integer> target() {
        return Arbitraries.integers().between(0, TARGETS - 1);
    }

    private static Arbitrary<Record> command() {
        Arbitrary<Long> amount = Arbitraries.longs().between(-2, 20);
        Arbitrary<Long> some = Arbitraries.longs().between(0, 20);
        return Arbitraries.frequencyOf(
                Tuple.of(6, amount.map(Ledger.Add::new)),
                Tuple.of(4, some.map(Ledger.Take::new)),
                Tuple.of(2, some.map(Ledger.FillUp::new)),
                Tuple.of(2, some.map(Ledger.AddTwice::new)),
                Tuple.of(2, Arbitraries.integers().between(0, 9).map(Ledger.AddMany::new)),
                Tuple.of(1, Arbitraries.create(Ledger.Touch::new)),
                Tuple.of(1, Arbitraries.create(Ledger.CrashInAttempt::new)),
                Tuple.of(1, Arbitraries.create(Ledger.CrashInApply::new)));
    }

    private static Arbitrary<Trouble> trouble() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Trouble.NONE)), Tuple.of(1, Arbitraries.of(Trouble.class)));
    }

    /** What the others of a batch do not notice. */
    private static Arbitrary<Trouble> harmless() {
        return Arbitraries.of(Trouble.NONE, Trouble.BEAN_GONE, Trouble.UNANSWERED, Trouble.CONFLICT);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
