package ee.cqrs.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ee.cqrs.store.Notes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Inline projections where two nodes share the store. */
class SharedInlineProjectionTest extends SharingTest {

    @BeforeEach
    void prepare() {
        thereJoins();
        here.store.readModels = Notes.of(here.store);
        there.store.readModels = Notes.of(there.store);
    }

    @Test
    void what_becomes_inline_on_one_node_is_written_by_the_next_append_of_the_other() {
        there.accept(Ledger.NEVER, "a", new Ledger.Add(1));
        Notes.of(here.store).inline(here.store);

        there.accept(Ledger.NEVER, "a", new Ledger.Add(1));
        here.accept(Ledger.NEVER, "a", new Ledger.Add(1));

        assertThat(here.store.count("noted")).isEqualTo(2);
    }

    @Test
    void a_heartbeat_tells_the_other_for_whom_it_would_be_too_late_to_see_it_at_the_commit() {
        Notes.of(here.store).inline(here.store);
        there.beat();

        there.inTransaction(() -> {
            JoinedTransaction transaction = there.newTransaction();
            there.send(Ledger.NEVER, CommandMessage.of("ledger", "a", new Ledger.Add(1), "test"), transaction);
            transaction.beforeCompletion();
        });

        assertThat(here.store.count("noted")).isEqualTo(1);
    }

    /** Its rows have the number of the event as their key: who has lost meets that of the winner. */
    @Test
    void who_loses_against_another_node_is_attempted_again_and_is_not_blamed() throws Exception {
        Notes.of(here.store).inline(here.store);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                LocalEngine node = i % 2 == 0 ? here : there;
                String id = "a" + i % 3;
                all.add(threads.submit(() -> node.accept(Ledger.NEVER, id, new Ledger.Add(1))));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(here.store.count("event")).isEqualTo(100);
        assertThat(here.store.count("noted")).isEqualTo(100);
    }
}
