package ee.cqrs.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports that nobody has when the test begins. */
final class FreePorts {

    private FreePorts() {}

    /** An offset with which every port of a server is free. */
    static int offset() {
        // From there on, all ports are below those that systems give to outgoing connections.
        return IntStream.iterate(11_000, offset -> offset < 22_000, offset -> offset + 37)
                .filter(offset -> bindable(8080 + offset) && bindable(8443 + offset) && bindable(9990 + offset))
                .findFirst()
                .orElseThrow();
    }

    /** Listens on the loopback interface, as a server does. */
    static ServerSocket take(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }

    private static boolean bindable(int port) {
        try (ServerSocket socket = take(port)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
