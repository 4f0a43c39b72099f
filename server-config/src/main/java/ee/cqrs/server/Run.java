package ee.cqrs.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/** The run command: the server with the EAR in the foreground, until Ctrl-C. */
public final class Run {

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);

    // SIGINT and SIGTERM, upon which the server shuts down in order.
    private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(130, 143);

    /** What a server on PostgreSQL has to know, by example. */
    private static final List<String> POSTGRESQL =
            List.of("cqrs.postgresql.url=jdbc:postgresql://localhost/cqrs", "cqrs.postgresql.user=cqrs_app");

    private final ServerInstance server;

    private Run(ServerInstance server) {
        this.server = server;
    }

    /**
     * Runs the server.
     *
     * @param args the server's home, the EAR, the data directory, the port offset, the maximal heap (as {@code 1g}),
     *     the database (h2 or postgresql)
     * @throws Exception when the server cannot be started
     */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]);
        try {
            ServerInstance server = ServerInstance.inHome(home)
                    .data(Path.of(args[2]))
                    .portOffset(Integer.parseInt(args[3]))
                    .javaOption("-Xms" + args[4])
                    .javaOption("-Xmx" + args[4])
                    .javaOption("-XX:+UseParallelGC") // throughput; see Performance in the README
                    .console(Redirect.INHERIT);
            server.database(Database.of(args[5]));
            if (Database.of(args[5]) == Database.POSTGRESQL) {
                requirePostgresql();
            }
            // the settings of the framework, as given to Maven; a password among them is nobody else's business
            System.getProperties().stringPropertyNames().stream()
                    .filter(name -> name.startsWith("cqrs."))
                    .forEach(name -> server.property(name, System.getProperty(name)));
            server.ports().requireFree();
            try (FileChannel lock = FileChannel.open(home.resolve("standalone/run.lock"), CREATE, WRITE)) {
                requireAlone(lock);
                server.deploy(Path.of(args[1]));
                new Run(server).run();
            }
        } catch (IllegalStateException e) {
            System.err.println("ERROR: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void requirePostgresql() {
        List<String> missing =
                POSTGRESQL.stream().filter(example -> !isGiven(name(example))).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("%s missing: add for example -D%s"
                    .formatted(
                            missing.stream().map(Run::name).collect(Collectors.joining(" and ")),
                            String.join(" -D", missing)));
        }
    }

    private static String name(String example) {
        return example.substring(0, example.indexOf('='));
    }

    private static boolean isGiven(String name) {
        String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
        return System.getProperty(name) != null || System.getenv(variable) != null;
    }

    /** A second server of the same home would replace the deployment of the first and wait for its database. */
    private static void requireAlone(FileChannel lock) throws IOException {
        if (lock.tryLock() == null) {
            throw new IllegalStateException(
                    "The run command already runs in this clone. Stop it, or use another clone.");
        }
    }

    private void run() throws Exception {
        // Ctrl-C reaches the server too, but a signal to Maven alone does not.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.start();
        try {
            server.awaitDeployed(READY_TIMEOUT);
            awaitTypes();
        } catch (IllegalStateException e) {
            server.stop();
            throw e;
        }
        System.out.println(greeting());
        int exitCode = server.process().waitFor();
        if (exitCode != 0 && !ENDED_BY_SIGNAL.contains(exitCode)) {
            throw new IllegalStateException("The server ended with exit code " + exitCode);
        }
    }

    private void awaitTypes() throws InterruptedException, IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(rest("127.0.0.1") + "/types")).build();
        Instant end = Instant.now().plus(READY_TIMEOUT);
        while (!answersOk(client, request)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(request.uri() + " does not answer 200, see " + server.logFile());
            }
            Thread.sleep(200);
        }
    }

    private static boolean answersOk(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException e) {
            return false;
        }
    }

    private String rest(String host) {
        return "http://%s:%d/cqrs/api".formatted(host, server.ports().http());
    }

    private String greeting() {
        Credentials credentials = server.credentials();
        return """

                CQRS EE is ready. Ctrl-C ends it.

                  REST      %1$s
                  OpenAPI   http://localhost:%2$d/openapi
                  Console   http://localhost:%3$d/console      user %4$s, password %5$s
                  JMS       remote+http://localhost:%2$d       user %6$s, password %7$s

                A first command:

                  curl -s -H 'Content-Type: application/json' -d '{"owner":"Ada","currency":"EUR"}' \
                %1$s/aggregates/account/ada-1/commands/OpenAccount
                """.formatted(
                        rest("localhost"),
                        server.ports().http(),
                        server.ports().management(),
                        Credentials.ADMIN,
                        credentials.adminPassword(),
                        Credentials.JMS_CLIENT,
                        credentials.jmsPassword());
    }
}
