package ee.cqrs.it.own;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.Run;
import org.awaitility.Awaitility;

/**
 * What {@code mvn -Prun package} and {@code mvn -Prun,postgresql package} run at their end, as a process of its own.
 *
 * @param output what it and the server printed
 * @param errors what it wrote to the error stream
 */
record RunCommand(Process process, Path output, Path errors) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    static RunCommand start(Path home, Path data, int portOffset) throws IOException {
        return start(home, data, portOffset, "h2", List.of());
    }

    /** On PostgreSQL, with the options {@code -Dname=value} that Maven is given. */
    static RunCommand onPostgresql(Path home, Path data, int portOffset, List<String> options) throws IOException {
        return start(home, data, portOffset, "postgresql", options);
    }

    private static RunCommand start(Path home, Path data, int portOffset, String database, List<String> options)
            throws IOException {
        Path base = home.resolve("standalone");
        Path output = Files.createTempFile(base, "run", ".out");
        Path errors = Files.createTempFile(base, "run", ".err");
        List<String> command = new ArrayList<>();
        command.add(ServerJava.program("java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Run.class.getName(),
                home.toString(),
                System.getProperty("cqrs.test.ear"),
                data.toString(),
                Integer.toString(portOffset),
                "512m",
                database));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        return new RunCommand(process, output, errors);
    }

    /** Waits until it is ready, and returns what it then told. */
    String awaitGreeting() {
        Awaitility.await("the greeting").atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("It ended: " + Files.readString(output) + Files.readString(errors));
            }
            return Files.readString(output).contains("/commands/OpenAccount\n");
        });
        return greeting();
    }

    /** Sends SIGTERM and waits for the end. */
    void stop() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It does not end, see " + output);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String greeting() {
        try {
            String text = Files.readString(output);
            return text.substring(text.indexOf("CQRS EE is ready"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
