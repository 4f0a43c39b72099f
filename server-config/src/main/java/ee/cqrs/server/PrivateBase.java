package ee.cqrs.server;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A base directory of its own for a server, so that tests never touch a developer's data. */
public final class PrivateBase {

    private PrivateBase() {}

    /**
     * Makes a fresh base directory for the test server, and a properties file that tells the tests about it.
     *
     * @param args the server's home, the base directory, the port offset, the properties file
     * @throws IOException when it cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args[0]);
        Path base = Path.of(args[1]);
        ServerPorts ports = new ServerPorts(Integer.parseInt(args[2]));
        ports.requireFree();
        create(home, base);

        Properties properties = new Properties();
        properties.setProperty("cqrs.test.home", home.toString());
        properties.setProperty("cqrs.test.base", base.toString());
        properties.setProperty("cqrs.test.port-offset", Integer.toString(ports.offset()));
        properties.setProperty("cqrs.test.http-port", Integer.toString(ports.http()));
        properties.setProperty("cqrs.test.management-port", Integer.toString(ports.management()));
        try (Writer writer = Files.newBufferedWriter(Path.of(args[3]))) {
            properties.store(writer, null);
        }
    }

    /**
     * Makes a fresh base directory with the configuration and the users of a provisioned server.
     *
     * @param home the provisioned server
     * @param base the directory, whose content is lost
     */
    static void create(Path home, Path base) throws IOException {
        FileTree.delete(base);
        FileTree.copy(home.resolve("standalone/configuration"), base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
    }
}
