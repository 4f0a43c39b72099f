package ee.cqrs.supervision;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedTasksTest {

    private final RepeatedTasks tasks = new RepeatedTasks(1, Thread::new);

    @AfterEach
    void stop() {
        tasks.stop();
    }

    @Test
    void what_fails_is_done_again_exceptions_and_errors_alike() throws InterruptedException {
        CountDownLatch times = new CountDownLatch(3);
        tasks.every(Duration.ofMillis(1), () -> {
            times.countDown();
            if (times.getCount() == 2) {
                throw new IllegalStateException("as the test says");
            }
            throw new OutOfMemoryError("as the test says");
        });

        assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
