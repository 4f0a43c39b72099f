package ee.cqrs.faults.life;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;
import ee.cqrs.faults.Node;
import org.opentest4j.TestAbortedException;

/** Connections to a node that have asked once, were answered, and keep quiet from then on. */
public final class Connections implements AutoCloseable {

    /** Files of the test itself, or of the server. */
    private static final int OTHER_FILES = 2_000;

    private static final int ANSWER = 16_384;
    private static final byte[] QUESTION = "GET /cqrs/api/aggregates/counter/nobody HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final List<SocketChannel> connections = new ArrayList<>();

    private Connections() {}

    /** Opens so many, if the operating system lets a process have them. */
    public static Connections open(Node node, int count) throws IOException {
        if (handles() < count + OTHER_FILES) {
            throw new TestAbortedException(
                    "needs %d file handles for a process (ulimit -n)".formatted(count + OTHER_FILES));
        }
        Connections all = new Connections();
        try {
            for (int i = 0; i < count; i++) {
                all.connections.add(ask(node));
            }
            return all;
        } catch (IOException e) {
            all.close();
            throw e;
        }
    }

    /** How many the server has not closed. */
    public long open() {
        return connections.stream().filter(Connections::isOpen).count();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }

    private static SocketChannel ask(Node node) throws IOException {
        SocketChannel connection = SocketChannel.open(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), node.server().ports().http()));
        connection.write(ByteBuffer.wrap(QUESTION));
        ByteBuffer answer = ByteBuffer.allocate(ANSWER);
        while (connection.read(answer) >= 0) {
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
            if (text.startsWith("HTTP/1.1 404") && text.endsWith("}")) {
                connection.configureBlocking(false);
                return connection;
            }
        }
        throw new IOException("The server has closed a new connection");
    }

    private static boolean isOpen(SocketChannel connection) {
        try {
            return connection.read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static long handles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
