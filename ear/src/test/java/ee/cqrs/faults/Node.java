package ee.cqrs.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.naming.NamingException;

import ee.cqrs.it.client.Broker;
import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.server.ServerInstance;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.ModelControllerClientConfiguration;
import org.jboss.dmr.ModelNode;

/** A server process of a scenario and its clients. */
public final class Node implements AutoCloseable {

    /** A start that fails is noticed at once; one on a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final int number;
    private final ServerInstance server;
    private final RestClient rest;
    private final HttpClient http = HttpClient.newHttpClient();

    Node(int number, ServerInstance server) {
        this.number = number;
        this.server = server;
        rest = new RestClient(server.ports().http());
    }

    /** Starts the process, and returns when it takes commands. */
    public void start() throws IOException, InterruptedException {
        server.start();
        awaitDeployed();
    }

    /** Waits until a process that was started takes commands. */
    public void awaitDeployed() throws IOException, InterruptedException {
        server.awaitDeployed(PATIENCE);
    }

    /** {@code kill -9}. */
    public void kill() {
        server.kill();
    }

    /** Sends a signal to the process, such as {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        String pid = Long.toString(server.process().pid());
        int exit =
                new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -%s %s: %d".formatted(name, pid, exit));
        }
    }

    /**
     * Tells the process to end ({@code SIGTERM}) and waits for it.
     *
     * @return false if it still runs then
     */
    public boolean terminate(Duration limit) throws InterruptedException {
        server.process().destroy();
        return server.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    public int number() {
        return number;
    }

    public ServerInstance server() {
        return server;
    }

    public RestClient rest() {
        return rest;
    }

    /** A connection of its own to the broker of this node, which the caller closes. */
    public CommandQueue connectQueue() throws NamingException {
        return CommandQueue.connect(server.ports().http(), server.credentials());
    }

    /** The result of an operation of the console. */
    public ModelNode manage(ModelNode operation) throws IOException {
        return askBroker(broker -> broker.execute(operation));
    }

    /** Sets a system property in the running process. */
    public void set(String property, String value) throws IOException {
        ModelNode add = new ModelNode();
        add.get("operation").set("add");
        add.get("address").add("system-property", property);
        add.get("value").set(value);
        manage(add);
    }

    /** Asks the console about the broker. */
    public <T> T askBroker(Question<T> question) throws IOException {
        ModelControllerClientConfiguration patient = new ModelControllerClientConfiguration.Builder()
                .setProtocol("remote+http")
                .setHostName("127.0.0.1")
                .setPort(server.ports().management())
                .setConnectionTimeout((int) PATIENCE.toMillis())
                .build();
        try (ModelControllerClient management = ModelControllerClient.Factory.create(patient)) {
            return question.ask(new Broker(management));
        }
    }

    /** What is asked of a broker. */
    public interface Question<T> {
        T ask(Broker broker);
    }

    /** What the node says of itself, {@code /health/ready}. */
    public Health health() throws InterruptedException {
        try {
            int status = http.send(
                            HttpRequest.newBuilder(healthUri())
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
            return status == 200 ? Health.UP : status == 503 ? Health.DOWN : Health.SILENT;
        } catch (IOException e) {
            return Health.SILENT;
        }
    }

    /** What the node says of itself in full, whatever it is. */
    public String healthInWords() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(healthUri())
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private URI healthUri() {
        return URI.create(
                "http://127.0.0.1:%d/health/ready".formatted(server.ports().management()));
    }

    /** What is left of the heap after a collection, in bytes. */
    public long heap() throws IOException {
        return askBroker(broker -> {
            broker.execute(memory("gc"));
            ModelNode read = memory("read-attribute");
            read.get("name").set("heap-memory-usage");
            return broker.execute(read).get("used").asLong();
        });
    }

    private static ModelNode memory(String operation) {
        ModelNode node = new ModelNode();
        node.get("operation").set(operation);
        node.get("address").add("core-service", "platform-mbean").add("type", "memory");
        return node;
    }

    /** The ways in which a node says how it is. */
    public enum Health {
        UP,
        DOWN,
        /** No answer, or none that makes sense. */
        SILENT
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}
