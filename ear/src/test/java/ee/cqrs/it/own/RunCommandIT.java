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

import ee.cqrs.it.client.Postgres;
import ee.cqrs.it.client.ReadmeCommands;
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

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern OPTION = Pattern.compile("-Dcqrs[^= ]+=('[^']+'|\\S+)");
    private static final String EVENTS_OF_ADA = """
            select count(*) from event
             where aggregate_type = 'account' and aggregate_id = 'ada-1' and event_type = 'AccountOpened'
            """;
    private static final String TABLES_OF_THE_OWNER =
            "select count(*) from pg_tables where tablename = 'event' and tableowner = 'cqrs_owner'";

    private final Path top = Path.of(System.getProperty("basedir")).getParent();
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
    void givenTheRunCommandOnPostgresqlAsTheReadmesTellItThenTheDatabaseHasTheEvents() throws Exception {
        try (Postgres postgres = Postgres.start()) {
            for (String statement : usersAndDatabase()) {
                postgres.execute("postgres", statement);
            }
            try (RunCommand command = RunCommand.onPostgresql(home, data, ports.offset(), options(postgres))) {
                assertThat(paste(command.awaitGreeting()))
                        .as("status of the first command")
                        .isEqualTo(200);
                assertOwnerIsAda();
                assertThat(postgres.number("cqrs", EVENTS_OF_ADA)).isEqualTo(1);
                assertThat(postgres.number("cqrs", TABLES_OF_THE_OWNER)).isEqualTo(1);
                command.stop();
                assertThat(command.errors()).isEmptyFile();
            }
            assertThat(data.resolve("cqrs/store.mv.db")).as("the file of H2").doesNotExist();
        }
    }

    private List<String> usersAndDatabase() throws Exception {
        Matcher sql = SQL.matcher(Files.readString(top.resolve("server-config/README.md")));
        assertThat(sql.find()).as("how to make users and database").isTrue();
        return List.of(sql.group(1).split(";\n"));
    }

    /** Those of the command, with the place where PostgreSQL is here. */
    private List<String> options(Postgres postgres) throws Exception {
        String command = ReadmeCommands.of(top.resolve("README.md"), "Run it").with("mvn -Prun,postgresql package ");
        assertThat(command).contains("//localhost/cqrs ");
        return OPTION.matcher(command.replace("//localhost/", "//localhost:%d/".formatted(postgres.port())))
                .results()
                .map(option -> option.group().replace("'", ""))
                .toList();
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
