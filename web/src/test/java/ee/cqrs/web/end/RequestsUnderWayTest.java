package ee.cqrs.web.end;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestsUnderWayTest {

    private static final HttpServerExchange EXCHANGE = new HttpServerExchange(null);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void given_a_request_under_way_then_the_end_waits_for_it() throws Exception {
        RequestsUnderWay requests = new RequestsUnderWay(Duration.ofSeconds(60));
        CompletableFuture<String> request = begin(requests);

        CompletableFuture<Boolean> ended = end(requests);

        assertThatThrownBy(() -> ended.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        end.countDown();
        assertThat(ended.get(60, TimeUnit.SECONDS)).as("the request was done").isTrue();
        assertThat(request.get(60, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void given_a_request_that_does_not_end_then_the_end_waits_once_and_not_for_ever() throws Exception {
        Duration patience = Duration.ofMillis(300);
        RequestsUnderWay requests = new RequestsUnderWay(patience);
        begin(requests);
        long start = System.nanoTime();

        assertThat(end(requests).get(60, TimeUnit.SECONDS)).isFalse();
        requests.destroy((FilterInfo) null, null, () -> {});

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(patience, patience.multipliedBy(2));
        end.countDown();
    }

    @Test
    void given_a_request_that_failed_then_the_end_does_not_wait() throws Exception {
        RequestsUnderWay requests = new RequestsUnderWay(Duration.ofSeconds(60));
        assertThatThrownBy(() -> requests.create((exchange, context) -> {
                            throw new IllegalStateException("broken");
                        })
                        .call(EXCHANGE, null))
                .hasMessage("broken");
        end.countDown();

        assertThat(end(requests).get(20, TimeUnit.SECONDS)).isTrue();
    }

    private CompletableFuture<String> begin(RequestsUnderWay requests) throws InterruptedException {
        CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> {
            try {
                return requests.<String, Void>create((exchange, context) -> {
                            begun.countDown();
                            end.await();
                            return "done";
                        })
                        .call(EXCHANGE, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        return request;
    }

    /** As the container does it, in a thread that it has prepared too. Says whether the request was at its end. */
    private CompletableFuture<Boolean> end(RequestsUnderWay requests) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return requests.<Boolean, Void>create((exchange, context) -> {
                            boolean[] done = new boolean[1];
                            requests.destroy((ServletInfo) null, null, () -> done[0] = end.getCount() == 0);
                            return done[0];
                        })
                        .call(null, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
