package ee.cqrs.benchmark;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a figure means nothing without. */
final class Circumstances {

    private Circumstances() {}

    static Map<String, Object> now() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("commit", commit());
        content.put("jdk", "%s %s".formatted(System.getProperty("java.vm.vendor"), Runtime.version()));
        content.put("cpus", Runtime.getRuntime().availableProcessors());
        content.put("os", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
        return content;
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes()).strip();
            return commit.isEmpty() ? "unknown" : commit;
        } catch (IOException e) {
            return "unknown"; // an archive of the sources, or no git
        }
    }
}
