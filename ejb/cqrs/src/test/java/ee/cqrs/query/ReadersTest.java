package ee.cqrs.query;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import ee.cqrs.command.CommandException;
import ee.cqrs.command.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ReadersTest {

    private final Readers readers = new Readers(2);

    @Test
    void givenAsManyQueriesAsMayReadThenTheNextIsToldToComeAgainUntilOneHasEnded() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> reading = Stream.of("one", "two")
                .map(name -> CompletableFuture.supplyAsync(
                        () -> readers.read(() -> awaited(name, inside, end)), task -> new Thread(task).start()))
                .toList();
        inside.await();

        Problem problem = catchThrowableOfType(CommandException.class, () -> readers.read(() -> "three"))
                .problem();

        assertThat(problem.kind().status()).isEqualTo(503);
        assertThat(problem.retryAfterSeconds()).isOne();
        end.countDown();
        assertThat(reading).extracting(CompletableFuture::join).containsExactly("one", "two");
        assertThat(readers.<String>read(() -> "three")).isEqualTo("three");
    }

    @Test
    void givenQueriesThatFailThenTheirPlacesAreFree() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> readers.read(() -> {
                        throw new IllegalStateException("as the test says");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static String awaited(String name, CountDownLatch inside, CountDownLatch end) {
        inside.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }
}
