package ee.cqrs.registry;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ee.cqrs.aggregate.AggregateId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RestartIntensityTest {

    private static final AggregateId A = new AggregateId("counter", "a");
    private static final AggregateId B = new AggregateId("counter", "b");

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the nano clock may overflow
    private final RestartIntensity intensity = new RestartIntensity(2, Duration.ofSeconds(10), nanos::get);

    @Test
    void as_many_crashes_as_allowed_set_nobody_aside() {
        crash(2, Duration.ofMillis(1));

        assertThatCode(() -> intensity.check(A)).doesNotThrowAnyException();
    }

    @Test
    void one_crash_more_sets_the_aggregate_aside_and_no_other() {
        crash(3, Duration.ofMillis(1));

        assertThatThrownBy(() -> intensity.check(A))
                .isInstanceOfSatisfying(SetAsideException.class, e -> assertThat(e.retryAfter())
                        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(10)))
                .hasMessageContaining("counter/a");
        assertThatCode(() -> intensity.check(B)).doesNotThrowAnyException();
    }

    @Test
    void when_the_window_has_passed_it_is_free_again() {
        crash(3, Duration.ofMillis(1));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThatCode(() -> intensity.check(A)).doesNotThrowAnyException();
    }

    @Test
    void crashes_far_apart_set_nobody_aside() {
        crash(5, Duration.ofSeconds(6));

        assertThatCode(() -> intensity.check(A)).doesNotThrowAnyException();
    }

    @Test
    void one_that_hangs_is_set_aside_for_as_long_as_it_does_and_then_has_crashed_once() {
        intensity.hangs(A);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        intensity.forgetOld();

        assertThatThrownBy(() -> intensity.check(A))
                .isInstanceOfSatisfying(
                        SetAsideException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(10)))
                .hasMessageContaining("counter/a");
        assertThatCode(() -> intensity.check(B)).doesNotThrowAnyException();

        intensity.returned(A);
        assertThatCode(() -> intensity.check(A)).doesNotThrowAnyException();
        crash(2, Duration.ofMillis(1));
        assertThatThrownBy(() -> intensity.check(A)).isInstanceOf(SetAsideException.class);
    }

    private void crash(int times, Duration apart) {
        for (int i = 0; i < times; i++) {
            intensity.crashed(A);
            nanos.addAndGet(apart.toNanos());
        }
    }
}
