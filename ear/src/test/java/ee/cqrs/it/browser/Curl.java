package ee.cqrs.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of curl, and what it has printed so far. */
final class Curl implements AutoCloseable {

    private final Process process;
    private final Path output;

    private Curl(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param command as one types it
     * @param directory for what it prints
     */
    static Curl run(String command, Path directory) throws IOException {
        Path output = directory.resolve("output");
        String program = "exec " + command.replaceFirst("^curl ", System.getProperty("cqrs.test.curl") + " ");
        return new Curl(
                new ProcessBuilder("bash", "-c", program)
                        .redirectOutput(output.toFile())
                        .redirectError(directory.resolve("errors").toFile())
                        .start(),
                output);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** The lines that begin so, without that; the last one is whole, too. */
    List<String> lines(String start) throws IOException {
        String text = Files.readString(output);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
