package ee.cqrs.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * What provisioning drew by lot for one server, in the only file that holds it in clear.
 *
 * @param adminPassword of the user {@value #ADMIN}, for the console
 * @param jmsPassword of the user {@value #JMS_CLIENT}, for remote JMS clients
 * @param nodeId the transaction manager's identifier of this server
 */
public record Credentials(String adminPassword, String jmsPassword, String nodeId) {

    /** The management user. */
    public static final String ADMIN = "admin";

    /** The application user with the role {@value #JMS_ROLE}. */
    public static final String JMS_CLIENT = "jms-client";

    static final String JMS_ROLE = "jms";

    private static final SecureRandom RANDOM = new SecureRandom();

    static Path file(Path configuration) {
        return configuration.resolve("cqrs-users.properties");
    }

    static Credentials random() {
        return new Credentials(randomText(18), randomText(18), randomNodeId());
    }

    /** An identifier within the 23 bytes that the transaction manager allows. */
    static String randomNodeId() {
        return "cqrs-" + randomText(9);
    }

    /**
     * Reads the credentials of a provisioned server.
     *
     * @param configuration the server's configuration directory
     */
    public static Credentials read(Path configuration) {
        try (Reader reader = Files.newBufferedReader(file(configuration))) {
            Properties properties = new Properties();
            properties.load(reader);
            return new Credentials(
                    properties.getProperty(ADMIN),
                    properties.getProperty(JMS_CLIENT),
                    properties.getProperty("node-id"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path configuration) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(ADMIN, adminPassword);
        properties.setProperty(JMS_CLIENT, jmsPassword);
        properties.setProperty("node-id", nodeId);
        writeForOwner(file(configuration), properties, "Users of this server, made by its provisioning");
    }

    /** Writes a file that nobody but its owner can ever read. */
    static void writeForOwner(Path file, Properties properties, String comment) throws IOException {
        Files.deleteIfExists(file);
        createForOwner(file);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, comment);
        }
    }

    private static void createForOwner(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static String randomText(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        // A leading dash would look like an option to the tools that take a password.
        return Base64.getUrlEncoder().encodeToString(random).replaceFirst("^-", "_");
    }
}
