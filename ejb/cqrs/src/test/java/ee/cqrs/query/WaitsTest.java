package ee.cqrs.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import ee.cqrs.settings.TestSettings;
import ee.cqrs.subscription.Progress;
import ee.cqrs.subscription.Standing;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class WaitsTest {

    private static final Set<String> BOTH = Set.of("fast", "slow");

    private final FakeProgress progress = new FakeProgress();
    private final List<Waits> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Waits::stop);
    }

    @Test
    void givenAPositionThatIsReachedThenNobodyWaits() {
        progress.at("fast", 5);
        progress.at("slow", 7);

        assertThat(waits().until(BOTH, 5)).isCompleted();
        assertThat(waits().until(Set.of(), 9)).isCompleted();
    }

    @Test
    void givenAPositionThatIsNotReachedThenItIsAwaitedOfAllWithoutAnyPolling() throws Exception {
        CompletableFuture<Void> reached = waits().until(BOTH, 5);

        progress.at("fast", 5);
        progress.at("slow", 4);
        assertThat(reached).isNotDone();
        progress.at("slow", 5);

        reached.get(10, TimeUnit.SECONDS);
        assertThat(progress.looks).hasValue(0);
    }

    @Test
    void givenAPositionThatIsReachedLaterThenTheThreadThatAnswersSaysWhoseItIs() throws Exception {
        CompletableFuture<String> answering = waits().until(BOTH, 5)
                .thenApply(reached -> Thread.currentThread().getName());

        progress.at("fast", 5);
        progress.at("slow", 5);

        assertThat(answering.get(10, TimeUnit.SECONDS)).matches("cqrs-query-\\d+");
    }

    @Test
    void givenAPositionThatIsNotReachedInTimeThenTheProblemSaysWhereEachStands() {
        progress.at("fast", 9);
        progress.at("slow", 3);

        Problem problem = failure(waits("cqrs.query.wait-limit", "PT0.05S").until(BOTH, 5));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_REACHED);
        assertThat(problem.kind().status()).isEqualTo(504);
        assertThat(problem.detail())
                .isEqualTo("What is asked has not come to position 5 within PT0.05S: slow stands at 3."
                        + " Ask again, or without a position");
        assertThat(problem.retryAfterSeconds()).isOne();
    }

    @Test
    void givenTooManyWhoWaitThenTheNextIsRefusedUntilOneHasLeft() {
        Waits waits = waits("cqrs.query.max-waiting", "2");
        List<CompletableFuture<Void>> waiting = List.of(waits.until(BOTH, 1), waits.until(BOTH, 1));

        Problem problem = catchThrowableOfType(CommandException.class, () -> waits.until(BOTH, 1))
                .problem();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        progress.at("fast", 1);
        progress.at("slow", 1);
        waiting.forEach(CompletableFuture::join);
        progress.at("slow", 0);

        assertThat(waits.until(BOTH, 1)).isNotDone();
    }

    @Test
    void givenTroubleWhileSomebodyWaitsThenHeIsAnsweredAllTheSame() throws Exception {
        progress.trouble = new OutOfMemoryError("as the test says");
        CompletableFuture<Void> reached = waits().until(BOTH, 5);
        Awaitility.await().until(() -> progress.trouble == null);

        progress.at("fast", 5);
        progress.at("slow", 5);

        reached.get(10, TimeUnit.SECONDS);
    }

    @Test
    void givenTheEndOfTheServerThenWhoeverWaitsIsToldSo() {
        Waits waits = waits();
        CompletableFuture<Void> waiting = waits.until(BOTH, 1);

        waits.stop();

        assertThat(failure(waiting).kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        assertThat(catchThrowableOfType(CommandException.class, () -> waits.until(BOTH, 1)))
                .isNotNull();
        assertThat(progress.listeners).isEmpty();
    }

    @Test
    void givenProjectionsOfOtherNodesAndNoDatabaseThenItIsLookedForAgainAndTheWaitEndsInTime() {
        progress.elsewhere = true;

        Problem problem = failure(waits("cqrs.query.wait-limit", "PT0.3S").until(BOTH, 5));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_REACHED);
        assertThat(progress.looks.get()).isBetween(2, 16); // a pause of 20 ms between any two
        int looks = progress.looks.get();
        Awaitility.await().during(Duration.ofMillis(100)).until(() -> progress.looks.get() == looks);
    }

    @Test
    void givenAPositionThatThisNodeDoesNotKnowYetThenALookAtTheLogHasItsProjectionsGetOn() throws Exception {
        progress.head = 4;
        progress.looking = () -> {
            progress.head = 5;
            progress.at("fast", 5);
            progress.at("slow", 5);
        };

        waits().until(BOTH, 5).get(10, TimeUnit.SECONDS);

        assertThat(progress.looks).hasValue(1);
    }

    private Waits waits(String... namesAndValues) {
        Waits waits = new Waits(progress, TestSettings.with(namesAndValues));
        waits.start(Thread::new);
        started.add(waits);
        return waits;
    }

    private static Problem failure(CompletableFuture<Void> waiting) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> waiting.get(10, TimeUnit.SECONDS));
        return ((CommandException) failure.getCause()).problem();
    }

    private static final class FakeProgress extends Progress {

        private final Map<String, Long> positions = new ConcurrentHashMap<>();
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private volatile boolean elsewhere;
        private volatile long head = Long.MAX_VALUE;
        private volatile Runnable looking = () -> {};
        /** Happens once. */
        private volatile Error trouble;

        FakeProgress() {
            super(null, null);
        }

        void at(String name, long position) {
            positions.put(name, position);
            listeners.forEach(Runnable::run);
        }

        @Override
        public void addListener(Runnable listener) {
            listeners.add(listener);
        }

        @Override
        public void removeListener(Runnable listener) {
            listeners.remove(listener);
        }

        @Override
        public boolean hasReached(String name, long position) {
            return positions.getOrDefault(name, 0L) >= position;
        }

        @Override
        public long positionHere(String name) {
            return positions.getOrDefault(name, 0L);
        }

        @Override
        public boolean isUnknown(long position) {
            Error now = trouble;
            trouble = null;
            if (now != null) {
                throw now;
            }
            return position > head;
        }

        @Override
        public boolean isElsewhere(String name) {
            return elsewhere;
        }

        @Override
        public Standing look() {
            looks.incrementAndGet();
            looking.run();
            throw new IllegalStateException("The database is away");
        }
    }
}
