package ee.cqrs.faults.crash;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;

/** Byteman in a server process, which listens on a loopback port for the rules of crash points. */
public final class CrashAgent {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOOPBACK = "127.0.0.1";

    private final int port;

    public CrashAgent(int port) {
        this.port = port;
    }

    /** What the server has to be started with. */
    public List<String> javaOptions() {
        return List.of(
                "-javaagent:%s=listener:true,address:%s,port:%d,boot:%s".formatted(jar(), LOOPBACK, port, jar()),
                "-Dorg.jboss.byteman.transform.all", // the clock is Java's own
                "-Djboss.modules.system.pkgs=org.jboss.byteman");
    }

    /**
     * Arms a crash point.
     *
     * @param directory of the server, for the file by which it tells that the point is reached
     */
    public Armed arm(CrashPoint point, Path directory) throws Exception {
        Path reached = directory.resolve("reached-" + UUID.randomUUID());
        submit(point.name(), point.script(reached));
        return new Armed(point, reached);
    }

    /** Has the process see an earlier time. It may be about to start. */
    public void putClockBack() throws Exception {
        Awaitility.await("the agent listens")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(() -> agent().getAgentVersion() != null);
        submit("the clock", Script.read("clock-back"));
    }

    private void submit(String name, String script) throws Exception {
        agent().addScripts(List.of(new ScriptText(name, script)));
    }

    private Submit agent() {
        return new Submit(LOOPBACK, port, new PrintStream(PrintStream.nullOutputStream()));
    }

    private static Path jar() {
        try {
            return Path.of(org.jboss.byteman.agent.Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
