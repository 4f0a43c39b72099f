package ee.cqrs.server;

import java.net.ServerSocket;

import ee.cqrs.server.ServerPorts.PortTakenException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServerPortsTest {

    private final ServerPorts ports = new ServerPorts(FreePorts.offset());

    @Test
    void theOffsetMovesEveryPort() {
        assertThat(new ServerPorts(0).http()).isEqualTo(8080);
        assertThat(new ServerPorts(0).management()).isEqualTo(9990);
        assertThat(new ServerPorts(100).http()).isEqualTo(8180);
        assertThat(new ServerPorts(100).management()).isEqualTo(10_090);
    }

    @Test
    void freePortsPass() {
        assertThatCode(ports::requireFree).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"8080, HTTP", "8443, HTTPS", "9990, management"})
    void aTakenPortIsNamedWithItsPurposeAndTheRemedy(int standardPort, String purpose) throws Exception {
        int port = standardPort + ports.offset();
        try (ServerSocket taken = FreePorts.take(port)) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port %d (%s) is taken".formatted(taken.getLocalPort(), purpose))
                    .hasMessageContaining("-Dcqrs.port-offset=")
                    .hasMessageContaining("-Dcqrs.test.port-offset=")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void aPortThatIsTakenOnEveryInterfaceIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(ports.http())) {
            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void aPortThatWasGivenBackIsFree() throws Exception {
        FreePorts.take(ports.http()).close();

        assertThatCode(ports::requireFree).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 55_546, Integer.MAX_VALUE})
    void anOffsetThatLeadsPastTheLastPortIsNamed(int offset) {
        assertThatThrownBy(() -> new ServerPorts(offset))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("%d", offset)
                .hasMessageContaining("0 to 55545");
    }

    @Test
    void theLargestOffsetIsTheOneThatLeadsToTheLastPort() {
        assertThat(new ServerPorts(55_545).management()).isEqualTo(65_535);
    }
}
