package ee.cqrs.messaging;

import java.time.Duration;

import jakarta.jms.Message;

import ee.cqrs.catalogue.Catalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RedeliveryTest {

    @ParameterizedTest
    @CsvSource({"1, PT0.5S", "2, PT1S", "3, PT2S", "6, PT16S", "7, PT30S", "1000000, PT30S"})
    void givenAMessageThatWasDeliveredBeforeThenThePauseIsTwiceAsLongUpToALimit(int deliveries, Duration pause) {
        assertThat(Redelivery.pause(deliveries)).isEqualTo(pause);
    }

    @Test
    void givenAServerThatStopsThenNobodyPauses() {
        Catalogue catalogue = new Catalogue();
        catalogue.close();

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> new Redelivery(catalogue).pauseBefore(delivered(50)));
    }

    @Test
    void givenAFailureThenThereIsAPause() {
        long start = System.nanoTime();

        new Redelivery(new Catalogue()).pauseBefore(delivered(1));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    private static Message delivered(int times) {
        return (Message) java.lang.reflect.Proxy.newProxyInstance(
                Message.class.getClassLoader(), new Class<?>[] {Message.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getIntProperty");
                    return times;
                });
    }
}
