package ee.cqrs.server;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * One server process on a base directory (configuration, deployments, log, data). It can be stopped or killed, and
 * started again on the same data.
 *
 * <pre>{@code
 * try (var server = ServerInstance.inPrivateBase(home, base).portOffset(30000).javaOption("-Xmx1g")) {
 *     server.deploy(ear);
 *     server.start();
 *     server.awaitDeployed(Duration.ofMinutes(2));
 *     server.kill();
 *     server.start();
 * }
 * }</pre>
 */
public final class ServerInstance implements AutoCloseable {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final Path home;
    private final Path base;
    private final List<String> javaOptions = new ArrayList<>();
    private Path javaHome = Path.of(System.getProperty("java.home"));
    private ServerPorts ports = new ServerPorts(0);
    private Database database = Database.H2;
    private final Properties properties = new Properties();
    private Path data;
    private Redirect console;
    private Process process;

    private ServerInstance(Path home, Path base) {
        this.home = home.toAbsolutePath().normalize();
        this.base = base.toAbsolutePath().normalize();
        this.data = this.base.resolve("data");
        this.console = Redirect.appendTo(this.base.resolve("console.log").toFile());
    }

    /**
     * The server in its own home.
     *
     * @param home a provisioned server
     */
    public static ServerInstance inHome(Path home) {
        return new ServerInstance(home, home.resolve("standalone"));
    }

    /**
     * A server on a fresh base directory. Its configuration and users are those of the home, to which it never writes.
     *
     * @param home a provisioned server
     * @param base a directory, whose content is lost
     */
    public static ServerInstance inPrivateBase(Path home, Path base) throws IOException {
        PrivateBase.create(home, base);
        return new ServerInstance(home, base);
    }

    /** Moves every port by this much. */
    public ServerInstance portOffset(int offset) {
        ports = new ServerPorts(offset);
        return this;
    }

    /** Keeps the data in this directory, in the base directory otherwise. */
    public ServerInstance data(Path directory) {
        data = directory.toAbsolutePath().normalize();
        return this;
    }

    /** Keeps the events there, in H2 otherwise. */
    public ServerInstance database(Database choice) {
        database = choice;
        return this;
    }

    /** Sets a property of the server. Unlike an option of the JVM nobody sees it in the list of processes. */
    public ServerInstance property(String name, String value) {
        properties.setProperty(name, value);
        return this;
    }

    /** Runs on this Java, on that of the caller otherwise. */
    public ServerInstance javaHome(Path directory) {
        javaHome = directory;
        return this;
    }

    /** Adds an option of the JVM, such as {@code -Xmx1g} or {@code -Dname=value}. */
    public ServerInstance javaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** Sends the console's output there, to {@code console.log} in the base directory otherwise. */
    public ServerInstance console(Redirect redirect) {
        console = redirect;
        return this;
    }

    /** Has an archive deployed: at the next start, or within seconds if the server runs. */
    public void deploy(Path archive) throws IOException {
        deployments().add(archive);
    }

    /**
     * Starts the process and returns at once.
     *
     * @throws ServerPorts.PortTakenException if another process has one of the ports
     */
    public void start() throws IOException {
        ports.requireFree();
        deployments().forgetOutcomes();
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(home)
                .setJavaHome(javaHome)
                .setBaseDirectory(base)
                .setServerConfiguration(database.configuration())
                .setPropertiesFile(propertiesFile())
                .addJavaOptions(javaOptions)
                .addJavaOption("-Djboss.server.data.dir=" + data)
                .addJavaOption("-Djboss.socket.binding.port-offset=" + ports.offset())
                .addJavaOption("-Djboss.tx.node.id=" + nodeId());
        process = Launcher.of(command)
                .setRedirectErrorStream(true)
                .redirectOutput(console)
                .launch();
    }

    /**
     * Waits until all archives are deployed.
     *
     * @throws IllegalStateException if one cannot be deployed, the process ends or time is up
     */
    public void awaitDeployed(Duration timeout) throws IOException, InterruptedException {
        deployments().await(process, timeout);
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Shuts the server down in order; one that takes longer than a minute is killed. */
    public void stop() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            kill();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
    }

    /** The process of the last start. */
    public Process process() {
        return process;
    }

    /** Its ports, with the offset. */
    public ServerPorts ports() {
        return ports;
    }

    /** Passwords of its users. */
    public Credentials credentials() {
        return Credentials.read(base.resolve("configuration"));
    }

    /** The server's own log. */
    public Path logFile() {
        return base.resolve("log/server.log");
    }

    private Path propertiesFile() throws IOException {
        Path file = base.resolve("configuration/cqrs.properties");
        Credentials.writeForOwner(file, properties, "What this server was started with");
        return file;
    }

    private Deployments deployments() {
        return new Deployments(base.resolve("deployments"));
    }

    // It names this server in the transaction log, so it stays with the data and outlives the installation.
    private String nodeId() throws IOException {
        Path file = data.resolve("node-id");
        if (!Files.exists(file)) {
            Files.createDirectories(data);
            Files.writeString(file, Credentials.randomNodeId());
        }
        return Files.readString(file).strip();
    }
}
