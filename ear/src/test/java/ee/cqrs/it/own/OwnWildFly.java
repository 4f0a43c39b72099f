package ee.cqrs.it.own;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.ServerPorts;
import org.awaitility.Awaitility;

/**
 * A WildFly that is handled by shell commands, as its owner would at the top of the repository.
 *
 * @param home where it was unpacked
 * @param top of the repository
 * @param ports of the running server
 */
record OwnWildFly(Path home, Path top, ServerPorts ports) {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Runs a command to its end. */
    void run(String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "command", ".log");
        Process process = shell(command).redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("%s failed:%n%s".formatted(command, Files.readString(output)));
        }
    }

    /** Runs a CLI command on the running server. */
    void cli(String command) throws IOException, InterruptedException {
        run(connecting("$WILDFLY/bin/jboss-cli.sh --connect --command=\"%s\"".formatted(command)));
    }

    /** The same CLI command line, for the moved port. */
    String connecting(String commandLine) {
        return commandLine.replace("--connect", "--connect --controller=127.0.0.1:" + ports.management());
    }

    /** Runs the command that starts the server, and waits until it is up. */
    Process start(String command) throws IOException {
        ports.requireFree();
        Path log = home.resolve("standalone/log/server.log");
        Process server = shell("exec %s -Djboss.socket.binding.port-offset=%d".formatted(command, ports.offset()))
                .redirectOutput(home.resolve("console.log").toFile())
                .start();
        Awaitility.await("the server is up").atMost(PATIENCE).until(() -> {
            if (!server.isAlive()) {
                throw new AssertionError("The server ended, see " + home.resolve("console.log"));
            }
            return Files.exists(log) && Files.readString(log).contains("WFLYSRV0025") && listens();
        });
        return server;
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", ports.management())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private ProcessBuilder shell(String command) {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command)
                .directory(top.toFile())
                .redirectErrorStream(true);
        shell.environment().remove("JBOSS_HOME");
        shell.environment().put("JAVA_HOME", ServerJava.home().toString());
        shell.environment().put("WILDFLY", home.toString());
        return shell;
    }
}
