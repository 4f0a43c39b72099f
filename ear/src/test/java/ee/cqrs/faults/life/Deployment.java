package ee.cqrs.faults.life;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import ee.cqrs.faults.Node;
import ee.cqrs.faults.model.Findings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jboss.dmr.ModelNode;

/** The application in a running node, which an operator exchanges, and what is left of it. */
public record Deployment(Node node) {

    private static final String NAME = "cqrs.ear";

    /** One of ours: each class loader that is held has its own. */
    private static final String CLASS = "ee.cqrs.supervision.ApplicationSupervisor";

    /** A thread that the container has made for it, and nobody has named. */
    private static final String UNNAMED = "ManagedThreadFactory";

    /** What is under way has so long: more than the deadline of a command. */
    private static final int SUSPEND_SECONDS = 20;

    /** As {@link #mustNotPileUp} says. */
    private static final int REMEMBERED = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Has the server take no more requests and messages, and waits until those that it has are done. */
    public void suspend() throws IOException {
        ModelNode suspend = operation("suspend", new ModelNode().setEmptyList());
        suspend.get("suspend-timeout").set(SUSPEND_SECONDS);
        node.manage(suspend);
    }

    /** Has it take them again. */
    public void resume() throws IOException {
        node.manage(operation("resume", new ModelNode().setEmptyList()));
    }

    /** Takes the application out. */
    public void undeploy() throws IOException {
        node.manage(operation("undeploy", new ModelNode().add("deployment", NAME)));
    }

    /** Puts it in again. */
    public void deploy() throws IOException {
        node.manage(operation("deploy", new ModelNode().add("deployment", NAME)));
    }

    /** While it is out, neither threads nor names of it are there. */
    public void mustBeGone(Findings findings) throws IOException {
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> threads().isEmpty());
        } catch (ConditionTimeoutException e) {
            findings.wrong("threads of the application run on without it: %s", threads());
        }
        if (globalNames().contains("cqrs")) {
            findings.wrong("names of the application are left: %s", globalNames());
        }
    }

    /** What is below {@code java:global}. */
    public String globalNames() throws IOException {
        return node.manage(operation("jndi-view", new ModelNode().add("subsystem", "naming")))
                .get("java: contexts", "java:global")
                .toString();
    }

    /**
     * However often the application is exchanged, the class loaders of those that were there before do not pile up. What is
     * the server's remembers the first of them:
     *
     * <ul>
     *   <li>the thread {@code H2-lob-cleaner} by its context class loader, as it began when that one opened the database;
     *   <li>the broker's connections, which outlive it in their pool, by {@code ServerLocatorImpl.traceException} and
     *       {@code ClientSessionFactoryImpl.createTrace}: exceptions with the stack of whoever made them, which holds its classes;
     *   <li>a thread of HTTP by the request that it had last, until the next one: a local variable of the loop of its pool,
     *       {@code EnhancedQueueExecutor}.
     * </ul>
     *
     * If there are more, a heap dump is left beside the log.
     */
    public void mustNotPileUp(Findings findings) throws IOException, InterruptedException {
        Jvm jvm = new Jvm(node);
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(5))
                    .until(() -> jvm.loaded(CLASS) <= REMEMBERED + 1);
        } catch (ConditionTimeoutException e) {
            findings.wrong("class loaders of %d applications are held, and one is deployed", jvm.loaded(CLASS));
            jvm.dump(node.server().logFile().resolveSibling("held.hprof"));
        }
        System.out.printf("class loaders of %d applications are held%n", jvm.loaded(CLASS));
    }

    private List<String> threads() throws IOException {
        ModelNode dump = operation(
                "dump-all-threads",
                new ModelNode().add("core-service", "platform-mbean").add("type", "threading"));
        dump.get("locked-monitors").set(false);
        dump.get("locked-synchronizers").set(false);
        return node.manage(dump).asList().stream()
                .map(thread -> thread.get("thread-name").asString())
                .filter(name -> name.startsWith("cqrs-") || name.contains(UNNAMED))
                .toList();
    }

    private static ModelNode operation(String name, ModelNode address) {
        ModelNode operation = new ModelNode();
        operation.get("operation").set(name);
        operation.get("address").set(address);
        return operation;
    }
}
