package ee.cqrs.it.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The server that Arquillian has started, seen from outside. */
final class ServerProcess {

    private ServerProcess() {}

    /** How many threads it has, by the kernel's count. */
    static int threads() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line -> Integer.parseInt(line.substring(8).strip()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long pid() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("jboss-modules.jar"))
                .findFirst()
                .orElseThrow()
                .pid();
    }
}
