package ee.cqrs.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of a server on this machine.
 *
 * @param offset added to every port of the standard configuration
 */
public record ServerPorts(int offset) {

    private static final int LARGEST_OFFSET = 65_535 - 9990;

    /**
     * Checks the offset.
     *
     * @throws IllegalStateException with an error for the user if a port would not exist
     */
    public ServerPorts {
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new IllegalStateException(
                    "The port offset %d is out of range: 0 to %d".formatted(offset, LARGEST_OFFSET));
        }
    }

    /** The port of REST, OpenAPI and remote JMS. */
    public int http() {
        return 8080 + offset;
    }

    /** The port of the console, the CLI and health. */
    public int management() {
        return 9990 + offset;
    }

    /**
     * Fails with an error for the user when a port is in use.
     *
     * @throws PortTakenException if so
     */
    public void requireFree() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("HTTP", http());
        ports.put("HTTPS", 8443 + offset);
        ports.put("management", management());
        ports.forEach((purpose, port) -> {
            if (!isFree(port)) {
                throw new PortTakenException(purpose, port);
            }
        });
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Another process listens on a port that the server needs. */
    public static final class PortTakenException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        PortTakenException(String purpose, int port) {
            super("""
                    Port %d (%s) is taken by another process. Stop it, or move the ports of this server: \
                    -Dcqrs.port-offset=100 for the run command, -Dcqrs.test.port-offset=21000 for the tests.\
                    """.formatted(port, purpose));
        }
    }
}
