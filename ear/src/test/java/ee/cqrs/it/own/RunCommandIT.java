package ee.cqrs.it.own;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import ee.cqrs.it.client.RestClient;
import ee.cqrs.it.client.ServerJava;
import ee.cqrs.server.Credentials;
import ee.cqrs.server.ServerInstance;
import ee.cqrs.server.ServerPorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The run command works in the server's home, where a developer's server may run: here it gets a home that shares only
 * what nobody writes to.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need rights there, and signals are others")
class RunCommandIT {

    private static final int OFFSET_TO_THE_TEST_SERVER = 400;
    private static final Pattern CURL = Pattern.compile("curl .* -H '([^:]+): ([^']+)' -d '([^']+)' (\\S+)");

    private final ServerPorts ports =
            new ServerPorts(Integer.getInteger("cqrs.test.port-offset") + OFFSET_TO_THE_TEST_SERVER);
    private final Path home = Path.of(System.getProperty("cqrs.test.base")).resolveSibling("run-server");
    private final Path data = home.resolve("standalone/run-data");
    private final RestClient rest = new RestClient(ports.http());
    private Credentials credentials;

    @BeforeEach
    void makeHome() throws Exception {
        Path provisioned = Path.of(System.getProperty("cqrs.test.home"));
        Files.createDirectories(home);
        try (Stream<Path> shared = Files.list(provisioned)) {
            for (Path file : shared.toList()) {
                Path link = home.resolve(file.getFileName());
                if (!file.endsWith("standalone") && !Files.exists(link)) {
                    Files.createSymbolicLink(link, file.toAbsolutePath().normalize());
                }
            }
        }
        credentials = ServerInstance.inPrivateBase(provisioned, home.resolve("standalone"))
                .credentials();
    }

    @Test
    void givenTheRunCommandThenItGreetsAndKeepsItsDataAndGivesWayToTheServerThatRuns() throws Exception {
        try (RunCommand first = start()) {
            String greeting = first.awaitGreeting();
            assertGreets(greeting);
            assertThat(paste(greeting)).as("status of the first command").isEqualTo(200);
            assertOwnerIsAda();

            assertASecondOneGivesWay();
            assertOwnerIsAda();

            List<ProcessHandle> server = first.process().descendants().toList();
            first.stop();
            assertThat(server).as("the server").isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(first.errors()).isEmptyFile();
        }
        try (RunCommand again = start()) {
            again.awaitGreeting();
            assertOwnerIsAda();
            again.stop();
        }
        assertItsLogIsSound();
    }

    @Test
    void givenAnOffsetPastTheLastPortThenItSaysSoInOneLine() throws Exception {
        try (RunCommand command = RunCommand.start(home, data, 60_000)) {
            assertThat(command.awaitEnd()).isEqualTo(1);
            assertThat(Files.readAllLines(command.errors()))
                    .containsExactly("ERROR: The port offset 60000 is out of range: 0 to 55545");
        }
    }

    private void assertGreets(String greeting) {
        assertThat(greeting)
                .contains("http://localhost:%d/cqrs/api".formatted(ports.http()))
                .contains("http://localhost:%d/openapi".formatted(ports.http()))
                .contains("http://localhost:%d/console".formatted(ports.management()))
                .contains("remote+http://localhost:%d".formatted(ports.http()))
                .contains("user admin, password " + credentials.adminPassword())
                .contains("user jms-client, password " + credentials.jmsPassword());
    }

    private void assertASecondOneGivesWay() throws Exception {
        try (RunCommand second = start()) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(Files.readAllLines(second.errors()))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR: Port %d (HTTP) is taken".formatted(ports.http()))
                    .contains("-Dcqrs.port-offset=");
            assertThat(second.output()).isEmptyFile();
        }
        try (RunCommand elsewhere = RunCommand.start(home, data, ports.offset() + 1)) {
            assertThat(elsewhere.awaitEnd()).isEqualTo(1);
            assertThat(elsewhere.errors())
                    .hasContent("ERROR: The run command already runs in this clone. Stop it, or use another clone.");
        }
    }

    /** By the program that both READMEs have the operator paste at the top of the repository. */
    private void assertItsLogIsSound() throws Exception {
        Path top = Path.of(System.getProperty("basedir")).getParent();
        String command = ReadmeCommands.of(top.resolve("README.md"), "Proof that nothing was changed")
                .with("VerifyLog");
        assertThat(ReadmeCommands.of(top.resolve("server-config/README.md"), "Data and backup")
                        .with("jdbc:h2:file"))
                .isEqualTo(command);
        assertThat(command).contains("$PWD/.data/");
        Path told = data.resolveSibling("verdict");
        ProcessBuilder program = new ProcessBuilder(
                        "bash",
                        "-c",
                        command.replace("$PWD/.data", data.toAbsolutePath().toString()))
                .directory(top.toFile())
                .redirectOutput(told.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment()
                .merge("PATH", ServerJava.home() + "/bin", (path, java) -> java + File.pathSeparator + path);

        assertThat(program.start().waitFor()).as("exit code of %s", command).isZero();
        assertThat(Files.readAllLines(told))
                .startsWith("SOUND", "1 events of 1 streams and 0 snapshots (0 without checksum)");
    }

    private void assertOwnerIsAda() throws Exception {
        RestClient.Answer answer = rest.state("account", "ada-1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/state/owner").textValue()).isEqualTo("Ada");
        assertThat(answer.body().at("/meta/index").intValue()).isZero();
    }

    /** Sends the command that is there to be pasted. */
    private static int paste(String greeting) throws Exception {
        Matcher curl = CURL.matcher(greeting);
        assertThat(curl.find()).as("a command in %s", greeting).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(curl.group(4)))
                .header(curl.group(1), curl.group(2))
                .POST(BodyPublishers.ofString(curl.group(3)))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private RunCommand start() throws Exception {
        return RunCommand.start(home, data, ports.offset());
    }
}
