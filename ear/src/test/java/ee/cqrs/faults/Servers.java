package ee.cqrs.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ee.cqrs.faults.crash.Armed;
import ee.cqrs.faults.crash.CrashAgent;
import ee.cqrs.faults.crash.CrashPoint;
import ee.cqrs.faults.database.FaultDatabase;
import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerInstance;
import org.jboss.shrinkwrap.api.Archive;

/** The server processes of one scenario, each in a base directory of its own. */
final class Servers implements AutoCloseable {

    private static final int PORTS_OF_ONE = 100;

    /** Neither the server nor its clients use it. */
    private static final int AGENT_PORT = 9_995;

    private final Path directory;
    private final Map<Integer, Node> nodes = new TreeMap<>();
    private boolean withCrashPoints;

    Servers(Path directory) {
        this.directory = directory;
    }

    void withCrashPoints() {
        withCrashPoints = true;
    }

    Node prepare(int number, FaultDatabase database, String... javaOptions) throws IOException {
        ServerInstance server = ServerInstance.inPrivateBase(
                        Path.of(System.getProperty("cqrs.test.home")), directory.resolve("node-" + number))
                .javaHome(ServerJava.home())
                .portOffset(offset(number))
                .javaOption("-Xmx768m");
        JavaOptions.START_FAST.forEach(server::javaOption);
        List.of(javaOptions).forEach(server::javaOption);
        if (withCrashPoints) {
            agent(number).javaOptions().forEach(server::javaOption);
        }
        database.serve(server);
        server.deploy(FaultEar.write(directory.resolve("ear")));
        Node node = new Node(number, server);
        nodes.put(number, node);
        return node;
    }

    void release(Node node, String declaration, Archive<?> module) throws IOException {
        node.server().deploy(FaultEar.write(directory.resolve("release"), declaration, module));
    }

    Armed arm(Node node, CrashPoint point) throws Exception {
        return agent(node.number()).arm(point, directory);
    }

    void putClockBack(Node node) throws Exception {
        agent(node.number()).putClockBack();
    }

    @Override
    public void close() {
        nodes.values().forEach(Node::close);
    }

    private static int offset(int number) {
        return Integer.getInteger("cqrs.test.port-offset") + PORTS_OF_ONE * number;
    }

    private static CrashAgent agent(int number) {
        return new CrashAgent(AGENT_PORT + offset(number));
    }
}
