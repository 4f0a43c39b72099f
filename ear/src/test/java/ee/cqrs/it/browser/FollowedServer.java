package ee.cqrs.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.JavaOptions;
import ee.cqrs.it.client.ReadmeCommands;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import static org.assertj.core.api.Assertions.assertThat;

/** A server with the EAR, and beside it an application of others, which has nothing but a page. */
final class FollowedServer implements AutoCloseable {

    /** More clients than this may not follow at once. */
    static final int MOST = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path directory = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("browser");
    private final ServerInstance server;
    private final RestClient rest;

    private FollowedServer() throws IOException {
        Files.createDirectories(directory);
        server = ServerInstance.inPrivateBase(
                        Path.of(System.getProperty("cqrs.test.home")), directory.resolve("server"))
                .javaHome(ServerJava.home())
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + 200)
                .javaOption("-Xmx512m")
                .javaOption("-Dcqrs.stream.heartbeat=PT1S")
                .javaOption("-Dcqrs.stream.max-clients=" + MOST);
        JavaOptions.START_FAST.forEach(server::javaOption);
        Path page = directory.resolve("page.war");
        ShrinkWrap.create(WebArchive.class)
                .addAsWebResource("browser/index.html", "index.html")
                .as(ZipExporter.class)
                .exportTo(page.toFile(), true);
        server.deploy(page);
        server.deploy(Path.of(System.getProperty("cqrs.test.ear")));
        rest = new RestClient(server.ports().http());
    }

    static FollowedServer start() throws Exception {
        FollowedServer started = new FollowedServer();
        started.startAgain();
        return started;
    }

    RestClient rest() {
        return rest;
    }

    String url(String path) {
        return "http://localhost:%d%s".formatted(server.ports().http(), path);
    }

    /** A new directory beside that of the server. */
    Path directoryFor(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    /** What the README has its reader do to follow the log. */
    static ReadmeCommands readme() throws IOException {
        return ReadmeCommands.of(Path.of(System.getProperty("basedir")).resolveSibling("README.md"), "Follow the log");
    }

    void stopAndStart() throws Exception {
        server.stop();
        startAgain();
    }

    void killAndStart() throws Exception {
        server.kill();
        startAgain();
    }

    private void startAgain() throws Exception {
        server.start();
        server.awaitDeployed(PATIENCE);
    }

    /** A new counter, after one event. */
    String activeCounter() throws Exception {
        return accepted("counter", UUID.randomUUID().toString(), "ActivateCounter", "{\"initialValue\":0}");
    }

    /** Bumps a counter, by one event for each time. */
    void bump(String counter, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            accepted("counter", counter, "BumpCounter", "{}");
        }
    }

    /** A new account, after one event. */
    String openAccount() throws Exception {
        return accepted(
                "account", UUID.randomUUID().toString(), "OpenAccount", "{\"owner\":\"Ada\",\"currency\":\"EUR\"}");
    }

    /** Pays in, by one event. */
    void deposit(String account, String amount) throws Exception {
        accepted("account", account, "DepositMoney", "{\"amount\":%s}".formatted(amount));
    }

    /** All that was paid in after a position of the log. */
    List<JsonNode> deposits(long after) throws Exception {
        return rest.feed(after).stream()
                .filter(event -> event.get("type").textValue().equals("MoneyDeposited"))
                .toList();
    }

    private String accepted(String type, String id, String command, String body) throws Exception {
        assertThat(rest.send(type, id, command, body).status()).isEqualTo(200);
        return id;
    }

    static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    @Override
    public void close() {
        server.close();
    }
}
