package ee.cqrs.it.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import ee.cqrs.it.client.Reply;
import org.awaitility.Awaitility;

/** A process of Chromium that has nothing but one page, and has never seen another. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Without a display, as root too, and without anything that it does by itself. */
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Process process;
    private final Path directory;

    private Browser(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /**
     * Starts it.
     *
     * @param page where it goes
     * @param directory an empty one of its own
     */
    static Browser open(URI page, Path directory) throws IOException {
        ProcessBuilder command = new ProcessBuilder(System.getProperty("cqrs.test.chromium"));
        command.command().addAll(OPTIONS);
        command.command().addAll(List.of("--user-data-dir=" + directory, "--remote-debugging-port=0", page.toString()));
        Path console = directory.resolveSibling(directory.getFileName() + ".log");
        return new Browser(
                command.redirectErrorStream(true)
                        .redirectOutput(console.toFile())
                        .start(),
                directory);
    }

    /** The tools for its page, as soon as that is loaded. */
    DevTools tools() throws Exception {
        URI page = Awaitility.await("a page in the browser")
                .atMost(PATIENCE)
                .until(this::page, Optional::isPresent)
                .orElseThrow();
        DevTools tools = DevTools.of(page);
        Awaitility.await("the page is loaded").atMost(PATIENCE).until(() -> tools.evaluate(
                        "document.readyState + ' ' + typeof follow")
                .textValue()
                .equals("complete function"));
        return tools;
    }

    private Optional<URI> page() throws Exception {
        if (!process.isAlive()) {
            throw new AssertionError("The browser ended with exit code " + process.exitValue());
        }
        Path port = directory.resolve("DevToolsActivePort");
        if (!Files.exists(port)) {
            return Optional.empty();
        }
        URI list = URI.create("http://127.0.0.1:%s/json/list"
                .formatted(Files.readAllLines(port).get(0)));
        String pages = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode page : Reply.json(pages)) {
            if (page.get("type").textValue().equals("page")
                    && page.get("url").textValue().startsWith("http")) {
                return Optional.of(URI.create(page.get("webSocketDebuggerUrl").textValue()));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
