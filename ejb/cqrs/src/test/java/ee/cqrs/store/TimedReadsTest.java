package ee.cqrs.store;

import java.time.Duration;
import java.util.List;

import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class TimedReadsTest {

    private static final Duration LIMIT = Duration.ofMillis(400);

    private final TimedReads reads =
            new TimedReads(TestSettings.with("cqrs.store.read-limit", LIMIT.toString()), Thread::new);
    private final Gate gate = new Gate();

    @AfterEach
    void stop() {
        gate.open();
        reads.stop();
    }

    @Test
    void givenAnAnswerThenItIsReturned() {
        assertThat(reads.read(() -> "answer")).isEqualTo("answer");
    }

    @Test
    void givenAReadThenItsThreadSaysWhoseItIs() {
        assertThat(reads.read(() -> Thread.currentThread().getName())).matches("cqrs-read-\\d+");
    }

    @Test
    void givenAFailureThenItIsTheCallersAsItIs() {
        StoreException failure = new StoreException(StoreException.Fault.READ_ONLY, null);

        assertThatThrownBy(() -> reads.read(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> reads.read(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void givenNoAnswerThenTheCallerLeavesAtTheLimit() {
        assertThat(timeOf(this::readInSilence)).isBetween(LIMIT, LIMIT.plusSeconds(5));
    }

    @Test
    void givenSomebodyHasWaitedInVainThenOthersDoNotWaitAsLong() {
        readInSilence();

        for (Duration time : List.of(timeOf(this::readInSilence), timeOf(this::readInSilence))) {
            assertThat(time).isLessThan(LIMIT);
        }
    }

    @Test
    void givenSomebodyHasWaitedInVainWhenTheAnswerComesAfterAllThenReadsAreWaitedForAgain() {
        readInSilence();
        gate.open();

        await().until(() -> timeOf(() -> assertThatThrownBy(() -> reads.read(() -> {
                            Gate shut = new Gate();
                            shut.run();
                            return null;
                        })))
                        .compareTo(LIMIT)
                >= 0);
    }

    private void readInSilence() {
        assertThatThrownBy(() -> reads.read(() -> {
                    gate.run();
                    return "late";
                }))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreException.Fault.SILENCE));
    }

    private static Duration timeOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
