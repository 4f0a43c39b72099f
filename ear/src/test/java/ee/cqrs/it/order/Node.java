package ee.cqrs.it.order;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerInstance;

/** A server process on a database that it may share with others, and its clients. */
record Node(ServerInstance server, RestClient rest, BumpClient bumps) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /**
     * Starts a server.
     *
     * @param number from 2; the test server and others have the ports before
     */
    static Node start(int number, Postgres postgres, String database, String... javaOptions) throws IOException {
        Path target = Path.of(System.getProperty("cqrs.test.base")).getParent();
        ServerInstance server = ServerInstance.inPrivateBase(
                        Path.of(System.getProperty("cqrs.test.home")), target.resolve("order-server-" + number))
                .javaHome(ServerJava.home())
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 100 * number);
        JavaOptions.START_FAST.forEach(server::javaOption);
        List.of(javaOptions).forEach(server::javaOption);
        postgres.serve(server, database);
        server.deploy(OrderEar.write(target.resolve("order-ear")));
        server.start();
        int port = server.ports().http();
        return new Node(server, new RestClient(port), new BumpClient(port));
    }

    void awaitDeployed() throws IOException, InterruptedException {
        server.awaitDeployed(PATIENCE);
    }

    /** Sends a signal to the process. */
    void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(server.process().pid());
        int exit =
                new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -%s %s: %d".formatted(name, pid, exit));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
