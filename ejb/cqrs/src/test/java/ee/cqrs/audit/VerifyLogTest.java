package ee.cqrs.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ee.cqrs.command.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The program, on the file of a server that does not run. */
class VerifyLogTest extends AuditTest {

    private static final String ZEROS = "0".repeat(64);

    @TempDir
    Path backup;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aSoundLogIsToldWithItsRootHashAndNothingIsWritten() throws IOException {
        threeStreams(3);
        recordRoot();
        String root = verify().root();
        stop();
        byte[] before = Files.readAllBytes(folder.resolve("store.mv.db"));

        assertThat(run("--url", url(folder))).isZero();

        assertThat(lines(out))
                .containsExactly(
                        "SOUND",
                        "9 events of 3 streams and 0 snapshots (0 without checksum)",
                        "root hash at position 9: " + root,
                        "the last root hash was recorded at position 9");
        assertThat(Files.readAllBytes(folder.resolve("store.mv.db"))).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("store.mv.db");
    }

    @Test
    void aBrokenLogIsToldWithItsFirstBrokenEvent() {
        threeStreams(3);
        tamper("update event set payload = '{\"amount\":7}' where aggregate_id = 'b' and event_index = 1");
        stop();

        assertThat(run("--url", url(folder))).isOne();

        assertThat(lines(out)).startsWith("BROKEN");
        assertThat(lines(out).get(1)).startsWith("  altered: ledger/b, index 1, position 5: its payload or meta");
        assertThat(run("--url", url(folder), "--type", "parcel")).isZero();
        assertThat(run("--url", url(folder), "--type", "ledger", "--id", "a")).isZero();
        assertThat(run("--url", url(folder), "--type", "ledger", "--id", "b")).isOne();
    }

    @Test
    void aRootHashFromTheLogOfTheServerIsComparedAgainstABackup() {
        threeStreams(3);
        String root = verify().root();
        stop();

        assertThat(run("--url", url(folder), "--root", "9:" + root)).isZero();
        assertThat(run("--url", url(folder), "--root", "9:" + ZEROS)).isOne();
        assertThat(run("--url", url(folder), "--root", "12:" + ZEROS)).isOne();
        assertThat(lines(out)).anySatisfy(line -> assertThat(line).contains("positions 10 to 12 were cut off"));
    }

    @Test
    void aFileAsAKilledServerLeavesItIsRead() throws IOException {
        threeStreams(3);
        Files.copy(folder.resolve("store.mv.db"), backup.resolve("store.mv.db"));
        stop();

        assertThat(run("--url", url(backup))).isZero();
        assertThat(lines(out).get(1)).startsWith("9 events");
    }

    @Test
    void progressIsShownByABarInOneLineOfATerminal() {
        engine.accept(LEDGER, "a", new Ledger.AddMany(2_500));
        stop();

        new VerifyLog(new PrintStream(out), new PrintStream(err), true).run(Map.of(), "--url", url(folder));

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("\rstreams   [################........................]  40 %  1,000 of 2,500")
                .contains("\rstreams   [########################################] 100 %  2,500 of 2,500")
                .contains("\rlog       [########################################] 100 %  2,500 of 2,500")
                .contains("\rsnapshots 0")
                .containsPattern("(?s)^(\\r[^\n]*\n){3}$");
    }

    @Test
    void progressIsShownByLinesWhereThereIsNoTerminal() {
        threeStreams(1);
        stop();

        run("--url", url(folder));

        assertThat(lines(err)).hasSize(3).allSatisfy(line -> assertThat(line).doesNotContain("\r"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--url",
                "--url a --url b",
                "--type account",
                "--url a --id ada-1",
                "--url a --colour red",
                "--url a --root 9",
                "--url a --root 9:xyz",
                "--url a --root 0:0000000000000000000000000000000000000000000000000000000000000000",
                "--url a --root 9:0000000000000000000000000000000000000000000000000000000000000000 --type account"
            })
    void wrongUsageIsToldWithTheRightOne(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("ERROR: ").contains("--url <url>", "Exit code");
        assertThat(out.size()).isZero();
    }

    @Test
    void theUserOfAPostgresqlIsNotTakenForTheOwnerOfAFile() {
        threeStreams(1);
        stop();
        Map<String, String> environment =
                Map.of("CQRS_POSTGRESQL_USER", "cqrs_app", "CQRS_POSTGRESQL_PASSWORD", "and this");

        assertThat(run(environment, "--url", url(folder))).isZero();
        assertThat(VerifyOptions.of(environment, "--url", "jdbc:postgresql://localhost/cqrs"))
                .extracting(VerifyOptions::user, VerifyOptions::password)
                .containsExactly("cqrs_app", "and this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:file:/nowhere/store", "jdbc:nothing:here"})
    void aDatabaseThatCannotBeReadIsToldApart(String url) {
        assertThat(run("--url", url)).isEqualTo(3);

        assertThat(lines(err).get(0)).startsWith("ERROR: The database cannot be read: ");
        assertThat(out.size()).isZero();
    }

    @Test
    void itNeedsNothingButTheDriverOfTheDatabase() throws Exception {
        threeStreams(3);
        stop();

        assertThat(process("--url", url(folder))).containsExactly("SOUND", "exit code 0");
        assertThat(process("--url", url(backup))).containsExactly("exit code 3");
    }

    @Test
    void theFileOfAServerThatRunsIsLeftAlone() throws Exception {
        threeStreams(3);

        assertThat(process("--url", url(folder))).containsExactly("exit code 3");
    }

    private List<String> process(String... args) throws IOException, InterruptedException, URISyntaxException {
        return new VerifyProgram(org.h2.Driver.class, Map.of(), backup).run(args);
    }

    private int run(String... args) {
        return run(Map.of(), args);
    }

    private int run(Map<String, String> environment, String... args) {
        return new VerifyLog(new PrintStream(out), new PrintStream(err), false).run(environment, args);
    }

    private static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("store");
    }

    private static List<String> lines(ByteArrayOutputStream text) {
        return text.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
