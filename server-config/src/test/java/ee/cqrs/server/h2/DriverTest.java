package ee.cqrs.server.h2;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DriverTest {

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
        execute("create table written (number int)");
        connection.setAutoCommit(false);
    }

    @Test
    void givenAnOpenFileThenItIsH2AsItIs() throws Exception {
        execute("insert into written values (1)");
        connection.commit();

        assertThat(connection.isValid(1)).isTrue();
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        assertThatThrownBy(() -> execute("insert into nothing values (1)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("NOTHING");
        connection.close();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void givenTheFileWasClosedThenEveryUseFailsAndClosingDoesNot() throws Exception {
        execute("insert into written values (1)");
        closeFile();

        assertThatThrownBy(connection::rollback)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(90098));
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        assertThat(connection.isValid(1)).isFalse();
        assertThat(connection.isClosed()).isTrue();
        assertThatCode(connection::close).doesNotThrowAnyException();
    }

    @Test
    void givenTheFileWasClosedThenTheNextConnectionOpensIt() throws Exception {
        execute("insert into written values (1)");
        connection.commit();
        closeFile();
        assertThatThrownBy(() -> execute("insert into written values (2)")).isInstanceOf(SQLException.class);

        connection = open();

        try (var rows = connection.createStatement().executeQuery("select count(*) from written")) {
            rows.next();
            assertThat(rows.getInt(1)).isOne();
        }
        connection.close();
    }

    /** As H2 itself does when it cannot write. */
    private void closeFile() throws SQLException {
        SessionLocal session = (SessionLocal) connection
                .getMetaData()
                .getConnection()
                .unwrap(JdbcConnection.class)
                .getSession();
        session.getDatabase().shutdownImmediately();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open() throws SQLException {
        return new Driver().connect("jdbc:h2:file:" + folder.resolve("store") + ";WRITE_DELAY=0", new Properties());
    }
}
