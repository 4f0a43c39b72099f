package ee.cqrs.subscription;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Aims at batches of a second. */
class BatchSizeTest {

    private final BatchSize size = new BatchSize(500, Duration.ofSeconds(3));

    @Test
    void a_fast_subscriber_soon_gets_as_many_as_there_may_be() {
        IntStream.rangeClosed(1, 3).forEach(batch -> took(size.most(), Duration.ofMillis(1), true));

        assertThat(size.most()).isEqualTo(500);
    }

    @Test
    void a_slow_one_gets_as_many_as_it_handles_in_time() {
        IntStream.rangeClosed(1, 9).forEach(batch -> took(size.most(), Duration.ofMillis(100L * size.most()), true));

        assertThat(size.most()).isEqualTo(10);
    }

    @Test
    void one_that_becomes_slow_gets_fewer_whether_that_went_well_or_not() {
        a_fast_subscriber_soon_gets_as_many_as_there_may_be();

        took(500, Duration.ofSeconds(10), true);
        assertThat(size.most()).isEqualTo(50);
        took(50, Duration.ofSeconds(5), false);
        assertThat(size.most()).isEqualTo(10);
    }

    @Test
    void a_failure_says_nothing_of_the_pace_unless_it_took_long() {
        took(1, Duration.ofMillis(1), false);

        assertThat(size.most()).isEqualTo(1);
    }

    @Test
    void there_is_always_one() {
        took(1, Duration.ofMinutes(1), true);

        assertThat(size.most()).isEqualTo(1);
    }

    private void took(int events, Duration time, boolean finished) {
        size.took(events, time.toNanos(), finished);
    }
}
