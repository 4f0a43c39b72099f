package ee.cqrs.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A caller on a thread of its own. */
final class Caller<T> {

    private static final int PATIENCE = 10;

    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Thread thread;

    private Caller(Supplier<T> call) {
        thread = new Thread(() -> {
            try {
                answer.complete(call.get());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
    }

    static <T> Caller<T> of(Supplier<T> call) {
        Caller<T> caller = new Caller<>(call);
        caller.thread.start();
        return caller;
    }

    /** He waits, and has no answer. */
    Caller<T> assertWaits() {
        await().atMost(PATIENCE, TimeUnit.SECONDS)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive());
        assertThat(answer).isNotDone();
        return this;
    }

    boolean isAnswered() {
        return answer.isDone();
    }

    /** What he is told; what is thrown at him is thrown here. */
    T answer() {
        try {
            return answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw e;
        }
    }
}
