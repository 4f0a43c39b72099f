package ee.cqrs.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns an unpacked WildFly into our server: modules, configuration, users. A second run does nothing, unless a script
 * or a module has changed; then it starts again from the distribution's standalone.xml. Users stay.
 */
public final class Provision {

    /** Asks the broker before it has started, and asks again later. */
    private static final String RECOVERY = "org.jboss.activemq.artemis.wildfly.integration.recovery";

    private final Path home;
    private final Path modules;
    private final Path scripts;
    private final Path configuration;

    private Provision(Path home, Path modules, Path scripts) {
        this.home = home;
        this.modules = modules;
        this.scripts = scripts;
        this.configuration = home.resolve("standalone/configuration");
    }

    /**
     * Provisions a server.
     *
     * @param args the server's home, the directory with our modules, the directory with the CLI scripts
     * @throws Exception when a tool of the server fails
     */
    public static void main(String[] args) throws Exception {
        new Provision(Path.of(args[0]), Path.of(args[1]), Path.of(args[2])).run();
    }

    private void run() throws Exception {
        Path stamp = home.resolve(".provisioned");
        String inputs = hashOfInputs();
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        Files.deleteIfExists(stamp);
        FileTree.copy(modules, home.resolve("modules"));
        ServerTools tools = new ServerTools(home);
        if (!Files.exists(Credentials.file(configuration))) {
            addUsers(tools);
        }
        configure(tools);
        quietenFirstStart();
        Files.writeString(stamp, inputs);
        System.out.println("The server is configured: " + home);
    }

    private void addUsers(ServerTools tools) throws Exception {
        Credentials credentials = Credentials.random();
        tools.addUser(Credentials.ADMIN, credentials.adminPassword(), "");
        tools.addUser(Credentials.JMS_CLIENT, credentials.jmsPassword(), Credentials.JMS_ROLE);
        credentials.write(configuration);
    }

    private void configure(ServerTools tools) throws Exception {
        Path asShipped = configuration.resolve("standalone.xml.as-shipped");
        if (!Files.exists(asShipped)) {
            Files.copy(configuration.resolve("standalone.xml"), asShipped);
        }
        for (Database database : Database.values()) {
            Path file = configuration.resolve(database.configuration());
            Files.copy(asShipped, file, StandardCopyOption.REPLACE_EXISTING);
            tools.configure(database.configuration(), commands(database));
        }
    }

    /** The first start of a server logs by this file until it has come to what logging.cli says, and the broker may be faster. */
    private void quietenFirstStart() throws IOException {
        Path file = configuration.resolve("logging.properties");
        String asShipped = Files.readString(file);
        if (!asShipped.contains(RECOVERY)) {
            Files.writeString(
                    file,
                    asShipped.replaceFirst("(?m)^(loggers=.*)$", "$1," + RECOVERY)
                            + "\nlogger.%s.level=ERROR\n".formatted(RECOVERY));
        }
    }

    private List<String> commands(Database database) throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path script : scripts(scripts)) {
            Path other = database.scripts(scripts).resolve(script.getFileName());
            commands.add(Files.readString(Files.exists(other) ? other : script));
        }
        commands.add("/subsystem=transactions:write-attribute(name=node-identifier, value=\"${jboss.tx.node.id:%s}\")"
                .formatted(Credentials.read(configuration).nodeId()));
        return commands;
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cli"))
                    .sorted()
                    .toList();
        }
    }

    private String hashOfInputs() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path script : FileTree.files(scripts)) {
            digest.update(Files.readAllBytes(script));
        }
        for (Path file : FileTree.files(modules)) {
            digest.update(modules.relativize(file).toString().getBytes());
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
