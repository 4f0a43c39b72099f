package ee.cqrs.benchmark.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Clients that follow the log, all of them with one thread. */
public final class Followers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long GLANCE = 100; // milliseconds

    private final Selector selector = Selector.open();
    private final List<Follower> followers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);

    /**
     * Connects.
     *
     * @param port of the server
     * @param count of clients
     * @param after the position after which they start
     * @param events how many there will be
     */
    public Followers(int port, int count, long after, int events) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Follower follower = new Follower(after, events);
            followers.add(follower);
            channel.write(ByteBuffer.wrap(
                    "GET /cqrs/api/events?after=%d HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(after)
                            .getBytes(US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, follower);
        }
        readUntil(Follower::hasBegun);
    }

    /** Reads until all clients have seen all events. */
    public void readAll() throws IOException {
        readUntil(Follower::hasAll);
    }

    /** When a client saw an event: nanoseconds of this machine's clock. */
    public long seen(int client, int event) {
        return followers.get(client).seen[event];
    }

    private void readUntil(Condition condition) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int waiting = 0; // up to here all are done
        while (waiting < followers.size()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("%d of %d clients have not seen all"
                        .formatted(
                                followers.stream()
                                        .filter(follower -> !condition.holds(follower))
                                        .count(),
                                followers.size()));
            }
            selector.select(this::read, GLANCE);
            while (waiting < followers.size() && condition.holds(followers.get(waiting))) {
                waiting++;
            }
        }
    }

    private void read(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new IOException("The server has ended a stream");
            }
            ((Follower) key.attachment()).take(buffer.flip());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    private interface Condition {
        boolean holds(Follower follower);
    }

    private static final class Follower {

        private final Dechunked answer = new Dechunked(this::sees);
        private final long first;
        private final long[] seen;
        private int next;
        private long now;

        Follower(long after, int events) {
            first = after + 1;
            seen = new long[events];
        }

        void take(ByteBuffer bytes) {
            now = System.nanoTime();
            answer.take(bytes);
        }

        private void sees(long position) {
            if (position != first + next) {
                throw new IllegalStateException(
                        "Position %d was sent where %d was due".formatted(position, first + next));
            }
            seen[next++] = now;
        }

        boolean hasBegun() {
            return answer.hasBegun();
        }

        boolean hasAll() {
            return next == seen.length;
        }
    }
}
