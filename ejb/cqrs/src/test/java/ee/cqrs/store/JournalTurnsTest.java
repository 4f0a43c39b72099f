package ee.cqrs.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.transaction.Status;

import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class JournalTurnsTest {

    private final LocalSynchronizations transactions = new LocalSynchronizations();
    private final JournalTurns turns = turns(Database.H2, "PT20S");

    @Test
    void given_a_transaction_with_its_turn_when_another_comes_then_it_waits_for_the_end_of_the_first()
            throws Exception {
        turns.take();
        turns.take(); // again is the same

        CompletableFuture<Void> other = CompletableFuture.runAsync(this::takeAndEnd);
        await().until(() -> turns.waiting() == 1);
        assertThat(other).isNotDone();

        transactions.end(Status.STATUS_ROLLEDBACK);
        other.get(10, TimeUnit.SECONDS);
        takeAndEnd();
    }

    @Test
    void given_a_turn_that_does_not_come_in_time_then_somebody_else_has_the_journal() throws Exception {
        JournalTurns impatient = turns(Database.H2, "PT0.05S");
        impatient.take();

        CompletableFuture.runAsync(() -> assertThatThrownBy(impatient::take)
                        .isInstanceOfSatisfying(
                                StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.LOCK)))
                .get(10, TimeUnit.SECONDS);

        transactions.end(Status.STATUS_COMMITTED);
        impatient.take();
        transactions.end(Status.STATUS_COMMITTED);
    }

    @Test
    void given_a_transaction_that_can_only_be_rolled_back_then_it_gets_no_turn_and_keeps_none_from_others()
            throws Exception {
        transactions.setRollbackOnly();

        assertThatThrownBy(turns::take).isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.fault())
                .isEqualTo(StoreException.Fault.UNDONE));

        CompletableFuture.runAsync(this::takeAndEnd).get(10, TimeUnit.SECONDS);
    }

    @Test
    void given_a_transaction_that_ends_while_it_waits_then_it_waits_no_longer_and_keeps_nothing() throws Exception {
        Semaphore place = new Semaphore(0, true);
        Turn turn = new Turn(place);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> turn.await(Duration.ofMinutes(1).toNanos()));
        await().until(place::hasQueuedThreads);

        turn.afterCompletion(Status.STATUS_ROLLEDBACK);

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(StoreException.class);
        place.release();
        assertThatThrownBy(() -> turn.await(0)).isInstanceOf(StoreException.class);
        assertThat(place.availablePermits()).isOne();
    }

    @Test
    void on_postgresql_the_row_lock_is_enough() throws Exception {
        JournalTurns shared = turns(Database.POSTGRESQL, "PT20S");
        shared.take();

        CompletableFuture.runAsync(shared::take).get(10, TimeUnit.SECONDS);
    }

    private void takeAndEnd() {
        turns.take();
        transactions.end(Status.STATUS_COMMITTED);
    }

    private JournalTurns turns(Database database, String patience) {
        return new JournalTurns(database, TestSettings.with("cqrs.journal.lock-timeout", patience), transactions);
    }
}
