package ee.cqrs.it.own;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerInstance;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is a Unix shell's")
class StandaloneScriptIT {

    private static final int OFFSET_TO_THE_TEST_SERVER = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String STARTED = "WFLYSRV0025";
    private static final String STOPPED = "WFLYSRV0050";

    private final Path home = Path.of(System.getProperty("cqrs.test.home"));
    private final Path base = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("script-server");
    private ServerInstance instance;
    private Process script;

    @AfterEach
    void killWhatStillRuns() {
        if (script != null) {
            script.descendants().forEach(ProcessHandle::destroyForcibly);
            script.destroyForcibly();
        }
    }

    @Test
    void givenTheServerOfTheBuildWhenItsScriptStartsItThenItServesTheEarWithoutAWarningAndStopsInOrder()
            throws Exception {
        instance = ServerInstance.inPrivateBase(home, base)
                .portOffset(Integer.getInteger("cqrs.test.port-offset") + OFFSET_TO_THE_TEST_SERVER);
        instance.deploy(Path.of(System.getProperty("cqrs.test.ear")));
        instance.ports().requireFree();

        script = start();

        assertThat(statusOfTypes()).isEqualTo(200);
        List<ProcessHandle> server = script.descendants().toList();
        assertThat(server).as("what the script started").isNotEmpty();
        script.destroy();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).as("the script ends").isTrue();
        assertThat(server).as("what the script started").noneMatch(ProcessHandle::isAlive);
        assertThat(log()).anyMatch(line -> line.contains(STARTED)).anyMatch(line -> line.contains(STOPPED));
        assertThat(log())
                .filteredOn(line -> line.matches("\\S+ \\S+ (WARN|ERROR|FATAL) .*"))
                .isEmpty();
    }

    private Process start() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                        home.resolve("bin/standalone.sh").toString(),
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.socket.binding.port-offset=" + instance.ports().offset())
                .redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        command.environment().remove("JBOSS_HOME");
        command.environment().put("JAVA_HOME", ServerJava.home().toString());
        // The script then hands signals on to the server, as a terminal does with Ctrl-C.
        command.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        Process process = command.start();
        Awaitility.await("the server is up").atMost(PATIENCE).until(() -> {
            assertThat(process.isAlive())
                    .as("alive, see %s", base.resolve("console.log"))
                    .isTrue();
            return Files.exists(instance.logFile())
                    && log().stream().anyMatch(line -> line.contains("WFLYSRV002") && !line.contains("WFLYSRV0027"));
        });
        return process;
    }

    private int statusOfTypes() throws Exception {
        URI types = URI.create(
                "http://127.0.0.1:%d/cqrs/api/types".formatted(instance.ports().http()));
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(types).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> log() throws Exception {
        return Files.readAllLines(instance.logFile());
    }
}
