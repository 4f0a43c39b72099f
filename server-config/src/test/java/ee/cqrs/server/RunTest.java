package ee.cqrs.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class RunTest {

    private static final String URL = "-Dcqrs.postgresql.url=jdbc:postgresql://localhost/cqrs";
    private static final String USER = "-Dcqrs.postgresql.user=cqrs_app";

    @TempDir
    Path home;

    @Test
    void onPostgresqlAllThatIsMissingIsNamedWithTheRemedyAndNothingIsStarted() throws Exception {
        assertRefused(
                List.of(),
                Map.of(),
                "ERROR: cqrs.postgresql.url and cqrs.postgresql.user missing: add for example %s %s"
                        .formatted(URL, USER));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void onPostgresqlWhatIsGivenIsNotAskedFor() throws Exception {
        String user = "ERROR: cqrs.postgresql.user missing: add for example " + USER;
        assertRefused(List.of(URL), Map.of(), user);
        assertRefused(List.of(), Map.of("CQRS_POSTGRESQL_URL", "jdbc:postgresql://localhost/cqrs"), user);
        assertRefused(List.of(USER), Map.of(), "ERROR: cqrs.postgresql.url missing: add for example " + URL);
    }

    private void assertRefused(List<String> options, Map<String, String> environment, String answer)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(options);
        command.addAll(List.of(Run.class.getName(), home.toString(), "cqrs.ear", home + "/data", "0", "64m"));
        command.add("postgresql");
        ProcessBuilder run = new ProcessBuilder(command).redirectErrorStream(true);
        run.environment()
                .keySet()
                .removeIf(name -> name.startsWith("CQRS_") || name.endsWith("_OPTIONS")); // of which Java tells
        run.environment().putAll(environment);

        Process process = run.start();
        String told = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(told).isEqualToIgnoringNewLines(answer);
        assertThat(process.exitValue()).isEqualTo(1);
    }
}
