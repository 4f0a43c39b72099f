package ee.cqrs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What holds while several write. */
abstract class ConcurrencyContract extends StoreTest {

    private static final int WRITERS = 8;
    private static final int ROUNDS = 15;
    private static final int MOODY_ROUNDS = 400; // H2 alone would lose a commit in one of a thousand

    @Test
    void eight_writers_of_whom_some_roll_back_leave_no_gap() throws Exception {
        List<Future<Integer>> kept = run(WRITERS, this::writeAndSometimesRollBack);

        long total = 0;
        for (Future<Integer> writer : kept) {
            total += writer.get();
        }
        assertThat(total).isGreaterThan(0).isLessThan(WRITERS * MOODY_ROUNDS * 2);
        assertThat(positions())
                .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(reads.head()).isEqualTo(total);
        assertThat(head.position()).isEqualTo(total);
    }

    @Test
    void the_head_that_others_see_is_never_ahead_of_the_events() throws Exception {
        AtomicInteger writing = new AtomicInteger(4);
        List<Future<Integer>> done = run(5, number -> number == 4 ? watch(writing) : write(number, writing));

        for (Future<Integer> each : done) {
            each.get();
        }
    }

    @Test
    void of_eight_who_saw_the_same_index_one_wins() throws Exception {
        append(Appends.events("a", -1, 1));

        List<Future<Integer>> results = run(WRITERS, number -> wins(Appends.events("a", 0, 1)) ? 1 : 0);

        int winners = 0;
        for (Future<Integer> result : results) {
            winners += result.get();
        }
        assertThat(winners).isOne();
        assertThat(positions()).containsExactly(1L, 2L);
    }

    @Test
    void settling_waits_for_an_append_in_flight() throws Exception {
        Saves saves = new Saves();
        Gate written = saves.beforeCommit.hold();
        Journal slow = store.journal(new DurableHead(), saves);
        var append = CompletableFuture.runAsync(() -> slow.append(List.of(Appends.events("a", -1, 3))));
        written.awaitArrival();

        var settled = CompletableFuture.runAsync(journal::settle);
        awaitOneWhoWaits();
        assertThat(settled).isNotDone();
        assertThat(log()).isEmpty();
        assertThat(head.position()).isZero();

        written.open();
        settled.get(10, TimeUnit.SECONDS);
        append.get(10, TimeUnit.SECONDS);
        assertThat(log()).hasSize(3);
        assertThat(head.position()).isEqualTo(3);
    }

    void awaitOneWhoWaits() {
        await().until(() ->
                store.count(store.database().lockWaiters()) + store.turns().waiting() == 1);
    }

    private int writeAndSometimesRollBack(int writer) {
        Saves saves = new Saves();
        Journal moody = store.journal(head, saves);
        int kept = 0;
        for (int round = 0; round < MOODY_ROUNDS; round++) {
            if ((round + writer) % 3 == 0) {
                saves.beforeCommit.fail();
            }
            try {
                moody.append(List.of(Appends.events("own " + writer, kept - 1, 2)));
                kept += 2;
            } catch (UnknownOutcomeException e) {
                assertThat(e).hasRootCauseMessage("as the test says");
            }
        }
        return kept;
    }

    private int write(int writer, AtomicInteger writing) {
        for (int i = 0; i < ROUNDS; i++) {
            append(Appends.events("own " + writer, i - 1, 1));
        }
        return writing.decrementAndGet();
    }

    private int watch(AtomicInteger writing) {
        long seen;
        do {
            seen = reads.head();
            assertThat(reads.portion(0, seen, 10_000, Optional.empty()).events())
                    .hasSize((int) seen);
        } while (writing.get() > 0);
        return (int) seen;
    }

    private boolean wins(Append append) {
        try {
            append(append);
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    private interface Work {
        int of(int number) throws Exception;
    }

    private static List<Future<Integer>> run(int threads, Work work) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>(IntStream.range(0, threads)
                    .<Callable<Integer>>mapToObj(number -> () -> work.of(number))
                    .toList());
            return pool.invokeAll(tasks);
        } finally {
            pool.shutdown();
        }
    }
}
