package ee.cqrs.audit;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ee.cqrs.store.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The program on PostgreSQL, as the user who may read and add events only. */
class PostgresVerifyLogTest extends AuditTest {

    private static final String ZEROS = "0".repeat(64);

    @TempDir
    Path told;

    @Override
    TestDatabase newDatabase() {
        return TestDatabase.postgresql();
    }

    @Test
    void aSoundLogEndsWithZero() throws Exception {
        threeStreams(3);
        String root = verify().root();
        stop();

        assertThat(verifyLog()).containsExactly("SOUND", "exit code 0");
        assertThat(verifyLog("--root", "9:" + root)).containsExactly("SOUND", "exit code 0");
    }

    @Test
    void aDamagedLogEndsWithOne() throws Exception {
        threeStreams(3);
        tamper("update event set payload = '{\"amount\":7}' where aggregate_id = 'b' and event_index = 1");
        stop();

        assertThat(verifyLog()).containsExactly("BROKEN", "exit code 1");
        assertThat(verifyLog("--type", "ledger", "--id", "a")).containsExactly("SOUND", "exit code 0");
        assertThat(verifyLog("--root", "9:" + ZEROS)).containsExactly("BROKEN", "exit code 1");
    }

    @Test
    void aDatabaseThatIsNotThereEndsWithThree() throws Exception {
        assertThat(program().run("--url", url().replaceFirst("/cqrs\\b", "/nowhere")))
                .containsExactly("exit code 3");
    }

    private List<String> verifyLog(String... options) throws Exception {
        List<String> args = new ArrayList<>(List.of("--url", url()));
        args.addAll(List.of(options));
        return program().run(args.toArray(String[]::new));
    }

    private VerifyProgram program() {
        return new VerifyProgram(org.postgresql.Driver.class, Map.of("CQRS_POSTGRESQL_USER", "cqrs_app"), told);
    }

    private String url() throws SQLException {
        try (Connection connection = database.application().getConnection()) {
            return connection.getMetaData().getURL();
        }
    }
}
