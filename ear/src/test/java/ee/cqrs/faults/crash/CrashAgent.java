package ee.cqrs.faults.crash;

import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.jboss.byteman.agent.submit.ScriptText;
import org.jboss.byteman.agent.submit.Submit;

/** Byteman in a server process, which listens on a loopback port for the rules of crash points. */
public final class CrashAgent {

    private static final String LOOPBACK = "127.0.0.1";

    private final int port;

    public CrashAgent(int port) {
        this.port = port;
    }

    /** What the server has to be started with. */
    public List<String> javaOptions() {
        return List.of(
                "-javaagent:%s=listener:true,address:%s,port:%d".formatted(jar(), LOOPBACK, port),
                "-Djboss.modules.system.pkgs=org.jboss.byteman");
    }

    /**
     * Arms a crash point.
     *
     * @param directory of the server, for the file by which it tells that the point is reached
     */
    public Armed arm(CrashPoint point, Path directory) throws Exception {
        Path reached = directory.resolve("reached-" + UUID.randomUUID());
        new Submit(LOOPBACK, port, new PrintStream(PrintStream.nullOutputStream()))
                .addScripts(List.of(new ScriptText(point.name(), point.script(reached))));
        return new Armed(point, reached);
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
