package ee.cqrs.projection;

import java.util.concurrent.TimeUnit;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void how_long_the_rest_takes_is_not_known_before_something_has_moved() {
        assertThat(pace.secondsFor(10)).isNull();
        stands(0, 0);
        assertThat(pace.secondsFor(10)).isNull();
        stands(0, 1);
        assertThat(pace.secondsFor(10)).isNull();
        assertThat(pace.secondsFor(0)).isZero();
    }

    @Test
    void it_is_how_much_there_is_by_how_fast_it_goes() {
        stands(0, 0);
        stands(1_000, 2);

        assertThat(pace.perSecond()).isEqualTo(500);
        assertThat(pace.secondsFor(5_001)).isEqualTo(11);
    }

    @Test
    void what_is_long_ago_counts_less_and_less() {
        stands(0, 0);
        stands(1_000, 1);
        for (int i = 1; i <= 60; i++) {
            stands(1_000 + i * 10, 1 + i);
        }

        assertThat(pace.perSecond()).isCloseTo(10, Offset.offset(3.0));
    }

    @Test
    void what_begins_again_has_no_pace_at_first() {
        stands(0, 0);
        stands(1_000, 1);
        stands(0, 2);

        assertThat(pace.secondsFor(10)).isNull();
        stands(100, 3);
        assertThat(pace.perSecond()).isEqualTo(100);
    }

    private void stands(long position, long second) {
        pace.stands(position, TimeUnit.SECONDS.toNanos(second));
    }
}
