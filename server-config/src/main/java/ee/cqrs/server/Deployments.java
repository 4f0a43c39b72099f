package ee.cqrs.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The directory whose archives the server deploys, where it tells the outcome by marker files. */
record Deployments(Path directory) {

    private static final List<String> MARKERS =
            List.of(".deployed", ".failed", ".isdeploying", ".pending", ".undeployed", ".isundeploying");

    void add(Path archive) throws IOException {
        Files.createDirectories(directory);
        Files.copy(archive, directory.resolve(archive.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Forgets the outcomes of an earlier run: each archive is deployed anew. */
    void forgetOutcomes() throws IOException {
        for (Path archive : archives()) {
            for (String marker : MARKERS) {
                Files.deleteIfExists(marker(archive, marker));
            }
        }
    }

    void await(Process server, Duration timeout) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(timeout);
        for (Path archive : archives()) {
            while (!Files.exists(marker(archive, ".deployed"))) {
                if (Files.exists(marker(archive, ".failed"))) {
                    throw new IllegalStateException("%s was not deployed: %s"
                            .formatted(archive.getFileName(), Files.readString(marker(archive, ".failed"))));
                }
                if (!server.isAlive()) {
                    throw new IllegalStateException("The server ended with exit code " + server.exitValue());
                }
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException(
                            "%s was not deployed within %d s".formatted(archive.getFileName(), timeout.toSeconds()));
                }
                Thread.sleep(100);
            }
        }
    }

    private List<Path> archives() throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.[ejrw]ar"))
                    .toList();
        }
    }

    private static Path marker(Path archive, String suffix) {
        return archive.resolveSibling(archive.getFileName() + suffix);
    }
}
