package ee.cqrs.messaging;

import java.lang.reflect.Proxy;
import java.time.Duration;

import jakarta.jms.Message;

import ee.cqrs.catalogue.Catalogue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class PausesTest {

    private final Catalogue catalogue = new Catalogue();
    private final Pauses pauses = new Pauses(catalogue);

    @Test
    void givenAServerThatRunsThenAPauseLastsToItsEnd() {
        long start = System.nanoTime();

        assertThat(pauses.take(Duration.ofMillis(250))).isTrue();

        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void givenAServerThatStopsThenNobodyPauses() {
        catalogue.close();

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(pauses.take(Duration.ofMinutes(1))).isFalse();
            pauses.takeBeforeRedelivery(delivered(50));
        });
    }

    @Test
    void givenAMessageThatIsDeliveredForTheSecondTimeThenThePauseBeforeTheThirdIsLonger() {
        long start = System.nanoTime();

        pauses.takeBeforeRedelivery(delivered(2));

        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Message delivered(int times) {
        return (Message) Proxy.newProxyInstance(
                Message.class.getClassLoader(), new Class<?>[] {Message.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getIntProperty");
                    return times;
                });
    }
}
