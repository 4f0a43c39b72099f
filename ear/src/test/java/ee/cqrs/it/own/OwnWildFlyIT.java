package ee.cqrs.it.own;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import ee.cqrs.it.client.CommandQueue;
import ee.cqrs.it.client.ReadmeCommands;
import ee.cqrs.it.client.RestClient;
import ee.cqrs.server.Credentials;
import ee.cqrs.server.ServerPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the README shows the commands of a Unix shell")
class OwnWildFlyIT {

    private static final int OFFSET_TO_THE_TEST_SERVER = 200;
    private static final String SCRIPTS = "server-config/src/main/cli/*.cli";
    private static final String UNDO_SCRIPTS = "server-config/src/main/cli/undo/*.cli";
    private static final String PASSWORD = UUID.randomUUID().toString();

    private final Path top = Path.of(System.getProperty("basedir")).getParent();
    private final Path home = Path.of(System.getProperty("cqrs.test.own-wildfly"));
    private final ServerPorts ports =
            new ServerPorts(Integer.getInteger("cqrs.test.port-offset") + OFFSET_TO_THE_TEST_SERVER);
    private final OwnWildFly wildFly = new OwnWildFly(home, top, ports);
    private ReadmeCommands readme;
    private Process server;

    @BeforeEach
    void readReadme() throws Exception {
        readme = ReadmeCommands.of(top.resolve("server-config/README.md"), "Your own WildFly 39");
    }

    @AfterEach
    void killWhatStillRuns() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    @Test
    void givenAWildFlyPreparedByTheReadmeWhenTheEarIsDeployedByCliThenItTakesCommandsAndAllCanBeTakenBack()
            throws Exception {
        byte[] asShipped = configuration("standalone.xml");
        wildFly.run(readme.with("/modules/"));
        configure(SCRIPTS);
        assertThat(configuration("standalone.xml")).as("configured").isNotEqualTo(asShipped);
        assertThatNothingChangesWhenConfiguredBy(SCRIPTS);
        wildFly.run(readme.with("-u admin") + " -p " + PASSWORD);
        wildFly.run(readme.with("-u jms-client") + " -p " + PASSWORD);
        server = wildFly.start(readme.with("standalone.sh"));
        wildFly.run(wildFly.connecting(readme.with("\"deploy ")));

        assertThat(overHttp()).as("status over HTTP").isEqualTo(200);
        assertThat(overJms()).as("status over JMS").isEqualTo(200);

        wildFly.run(wildFly.connecting(readme.with(":suspend")));
        assertThat(overHttp()).as("status after an exchange").isEqualTo(200);

        wildFly.cli("undeploy cqrs.ear");
        assertThat(overHttp()).as("status after undeploy").isEqualTo(503);
        wildFly.cli("shutdown");
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("the server ends").isTrue();

        configure(UNDO_SCRIPTS);
        assertThat(text(configuration("standalone.xml"))).as("taken back").isEqualTo(text(asShipped));
        assertThatNothingChangesWhenConfiguredBy(UNDO_SCRIPTS);
    }

    private void configure(String scripts) throws Exception {
        String command = readme.with("cat ");
        assertThat(command).contains(SCRIPTS);
        wildFly.run(inBuildDirectory(command.replace(SCRIPTS, scripts)));
        wildFly.run(inBuildDirectory(readme.with("--file=")));
    }

    private void assertThatNothingChangesWhenConfiguredBy(String scripts) throws Exception {
        byte[] before = configuration("standalone.xml");
        byte[] keys = configuration("application.keystore");
        configure(scripts);
        assertThat(text(configuration("standalone.xml")))
                .as("again by " + scripts)
                .isEqualTo(text(before));
        assertThat(configuration("application.keystore")).as("the key of HTTPS").isEqualTo(keys);
    }

    private byte[] configuration(String file) throws Exception {
        return Files.readAllBytes(home.resolve("standalone/configuration").resolve(file));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private int overHttp() throws Exception {
        return new RestClient(ports.http())
                .send("counter", UUID.randomUUID().toString(), "ActivateCounter", "{\"initialValue\":1}")
                .status();
    }

    private int overJms() throws Exception {
        try (CommandQueue queue = CommandQueue.connect(ports.http(), new Credentials(PASSWORD, PASSWORD, ""))) {
            return queue.ask(queue.command(
                            "counter", UUID.randomUUID().toString(), "ActivateCounter", "{\"initialValue\":1}"))
                    .status();
        }
    }

    /** Several builds on one machine would meet in the README's temporary file. */
    private String inBuildDirectory(String command) {
        return command.replace("/tmp/", home.getParent() + "/");
    }
}
