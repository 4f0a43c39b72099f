package ee.cqrs.settings;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"1, PT0.5S", "2, PT1S", "3, PT2S", "6, PT16S", "7, PT30S", "1000000, PT30S"})
    void givenFailuresThenThePauseIsTwiceAsLongEachTimeUpToALimit(int failures, Duration pause) {
        assertThat(backoff.after(failures)).isEqualTo(pause);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT2S", "PT20S, PT30S", "PT30S, PT30S"})
    void givenAPauseThenTheNextOneIsTwiceAsLongUpToALimit(Duration pause, Duration next) {
        assertThat(backoff.longer(pause)).isEqualTo(next);
    }
}
