package ee.cqrs.server;

import java.io.Reader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

import ee.cqrs.server.ServerPorts.PortTakenException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrivateBaseTest {

    private final ServerPorts ports = new ServerPorts(FreePorts.offset());

    @TempDir
    private Path temporary;

    private Path home;
    private Path base;
    private Path told;

    @BeforeEach
    void makeHome() throws Exception {
        home = temporary.resolve("home");
        base = temporary.resolve("base");
        told = temporary.resolve("told.properties");
        write(home.resolve("standalone/configuration/standalone.xml"), "<server/>");
        write(home.resolve("standalone/data/cqrs/store.mv.db"), "the developer's");
        write(home.resolve("standalone/deployments/cqrs.ear"), "the developer's");
        new Credentials("a", "j", "n").write(home.resolve("standalone/configuration"));
    }

    @Test
    void theConfigurationAndTheUsersAreCopiedAndNothingElse() throws Exception {
        PrivateBase.create(home, base);

        assertThat(base.resolve("configuration/standalone.xml")).hasContent("<server/>");
        assertThat(Credentials.read(base.resolve("configuration"))).isEqualTo(new Credentials("a", "j", "n"));
        assertThat(base.resolve("deployments")).isEmptyDirectory();
        assertThat(base.toFile().list()).containsExactlyInAnyOrder("configuration", "deployments");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no POSIX rights")
    void theCopyOfTheUsersIsItsOwnersOnly() throws Exception {
        PrivateBase.create(home, base);

        Path copy = Credentials.file(base.resolve("configuration"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .isEqualTo("rw-------");
    }

    @Test
    void theDataOfAnEarlierRunAreGone() throws Exception {
        write(base.resolve("data/cqrs/store.mv.db"), "old");

        PrivateBase.create(home, base);

        assertThat(base.resolve("data")).doesNotExist();
        assertThat(home.resolve("standalone/data/cqrs/store.mv.db")).hasContent("the developer's");
    }

    @Test
    void theTestsAreToldWhereTheirServerIs() throws Exception {
        makeBase();

        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(told)) {
            properties.load(reader);
        }
        assertThat(properties)
                .containsEntry("cqrs.test.home", home.toString())
                .containsEntry("cqrs.test.base", base.toString())
                .containsEntry("cqrs.test.port-offset", Integer.toString(ports.offset()))
                .containsEntry("cqrs.test.http-port", Integer.toString(ports.http()))
                .containsEntry("cqrs.test.management-port", Integer.toString(ports.management()));
    }

    @Test
    void aTakenPortLeavesTheBaseOfTheServerThatRunsThere() throws Exception {
        write(base.resolve("data/cqrs/store.mv.db"), "in use");
        try (ServerSocket taken = FreePorts.take(ports.http())) {
            assertThatThrownBy(this::makeBase)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }

        assertThat(base.resolve("data/cqrs/store.mv.db")).hasContent("in use");
    }

    @Test
    void aServerDoesNotStartOnATakenPort() throws Exception {
        ServerInstance server = ServerInstance.inPrivateBase(home, base).portOffset(ports.offset());
        write(base.resolve("deployments/cqrs.ear"), "");
        write(base.resolve("deployments/cqrs.ear.deployed"), "");
        try (ServerSocket taken = FreePorts.take(ports.management())) {
            assertThatThrownBy(server::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }

        assertThat(server.process()).isNull();
        assertThat(base.resolve("deployments/cqrs.ear.deployed"))
                .as("of the server that runs")
                .exists();
    }

    private void makeBase() throws Exception {
        PrivateBase.main(
                new String[] {home.toString(), base.toString(), Integer.toString(ports.offset()), told.toString()});
    }

    private static void write(Path file, String content) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
