package ee.cqrs.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.registry.AggregateRegistry;
import ee.cqrs.registry.LiveAggregate;
import ee.cqrs.registry.RestartIntensity;
import ee.cqrs.settings.Settings;
import ee.cqrs.settings.TestSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How long an attempt takes, on a clock of the test's. */
class AttemptWatchTest {

    private final Settings settings = TestSettings.with("cqrs.aggregate.attempt-limit", "PT10S");
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the nano clock may overflow
    private final AttemptWatch watch = new AttemptWatch(new RestartIntensity(settings), settings, nanos::get);
    private final LiveAggregate<Ledger.State> place =
            new AggregateRegistry(settings).enter(new AggregateId("ledger", "a"));

    @Test
    void an_attempt_is_given_up_past_its_limit_and_not_before() {
        assertThatThrownBy(() -> attempt(() -> {
                    look(10, Duration.ofSeconds(1));
                    assertThat(watch.hanging()).isEmpty();
                    look(1, Duration.ofSeconds(1));
                    assertThat(watch.hanging()).hasSize(1);
                }))
                .isInstanceOf(GivenUpException.class);
    }

    @Test
    void the_time_for_which_the_process_was_frozen_does_not_count() {
        attempt(() -> {
            look(1, Duration.ofHours(1));
            look(7, Duration.ofSeconds(1));
            assertThat(watch.hanging()).isEmpty();
        });
    }

    @Test
    void the_time_before_it_does_not_count() {
        look(20, Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofMillis(900).toNanos());
        attempt(() -> {
            look(1, Duration.ofMillis(100));
            look(9, Duration.ofSeconds(1));
            look(1, Duration.ofMillis(800));
            assertThat(watch.hanging()).isEmpty();
        });
    }

    @Test
    void what_is_to_be_done_while_an_attempt_runs_is_not_done_when_it_has_returned() {
        RunningAttempt attempt = new RunningAttempt(place, command(), nanos.get());
        AtomicInteger done = new AtomicInteger();

        attempt.whileItRuns(done::incrementAndGet);
        attempt.end(new RestartIntensity(settings));
        attempt.whileItRuns(done::incrementAndGet);

        assertThat(done.get()).isOne();
    }

    @Test
    void who_waits_is_told_at_the_deadline_and_again_when_the_attempt_is_given_up_after_it() {
        List<Problem.Kind> told = new ArrayList<>();
        watch.addListener(overdue -> told.add(overdue.answer().problem().kind()));
        List<Boolean> hangs = new ArrayList<>();
        List<Integer> times = new ArrayList<>();

        assertThatThrownBy(() -> watch.watched(place, command(System.nanoTime()), () -> {
                    look(3, Duration.ofSeconds(1));
                    times.add(told.size());
                    hangs.add(watch.hangsPastDeadline(place.id()));
                    look(10, Duration.ofSeconds(1));
                    hangs.add(watch.hangsPastDeadline(place.id()));
                    return hangs.add(watch.hangsPastDeadline(new AggregateId("ledger", "b")));
                }))
                .isInstanceOf(GivenUpException.class);

        assertThat(told).containsExactly(Problem.Kind.UNKNOWN_OUTCOME, Problem.Kind.SET_ASIDE);
        assertThat(times).containsExactly(1);
        assertThat(hangs).containsExactly(false, true, false);
        assertThat(watch.hangsPastDeadline(place.id())).isFalse();
    }

    @Test
    void an_attempt_that_is_given_up_before_its_deadline_does_not_hang_past_it() {
        List<Boolean> hangs = new ArrayList<>();

        assertThatThrownBy(() -> attempt(() -> {
                    look(11, Duration.ofSeconds(1));
                    hangs.add(watch.hangsPastDeadline(place.id()));
                }))
                .isInstanceOf(GivenUpException.class);

        assertThat(hangs).containsExactly(false);
    }

    private void attempt(Runnable rules) {
        watch.watched(place, command(), () -> {
            rules.run();
            return true;
        });
    }

    private static IdentifiedCommand command() {
        return command(System.nanoTime() + Duration.ofHours(1).toNanos());
    }

    private static IdentifiedCommand command(long deadline) {
        CommandMessage message = CommandMessage.of("ledger", "a", new Ledger.Touch(), "test");
        return new IdentifiedCommand(CommandAdmission.identified(message), "", false, deadline);
    }

    private void look(int times, Duration apart) {
        for (int i = 0; i < times; i++) {
            nanos.addAndGet(apart.toNanos());
            watch.watch();
        }
    }
}
