package ee.cqrs.faults.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The network between a server and its PostgreSQL, in which things go wrong when they are told to. It knows just enough of
 * the protocol to cut a connection in the middle of a COMMIT.
 */
public final class PostgresProxy implements AutoCloseable {

    private final ServerSocket entrance;
    private final int target;
    private final Network network = new Network();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private PostgresProxy(int target) throws IOException {
        this.target = target;
        entrance = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    /**
     * Starts one.
     *
     * @param port where the database listens
     */
    public static PostgresProxy to(int port) {
        try {
            PostgresProxy proxy = new PostgresProxy(port);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens itself. */
    public int port() {
        return entrance.getLocalPort();
    }

    /** How a server reaches a database through it. */
    public String url(FaultDatabase database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database.name());
    }

    /** Cuts the next connection that asks for a commit; the database never hears of it. */
    public void cutBeforeCommit() {
        network.arm(Cut.BEFORE_COMMIT);
    }

    /** Cuts the next connection whose commit the database has confirmed; the client never hears of it. */
    public void cutAfterCommit() {
        network.arm(Cut.AFTER_COMMIT);
    }

    /** How many connections were cut in a commit. */
    public int cuts() {
        return network.cuts();
    }

    /** Cuts all connections that there are. */
    public void cutAll() {
        connections.forEach(ProxiedConnection::close);
    }

    /** From now on nothing arrives anywhere, on no connection, and nobody is told. */
    public void blackHole() {
        network.stop();
    }

    /** Nothing arrives any more on the connections that there are, and nobody is told; new ones work. */
    public void forgetConnections() {
        connections.forEach(ProxiedConnection::forget);
    }

    /** Whatever is sent takes so much longer, in each direction. */
    public void delay(Duration delay) {
        network.delay(delay);
    }

    /** All is well again: what was under way in a black hole arrives, but forgotten connections stay so. */
    public void heal() {
        network.heal();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void connect(Socket client) {
        try (ProxiedConnection connection = new ProxiedConnection(client, network)) {
            connections.add(connection);
            if (connection.open(target)) {
                threads.execute(connection::fromDatabase);
                connection.fromClient();
            }
            connections.remove(connection);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        network.heal();
        cutAll();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Connections of the proxy do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
