package ee.cqrs.store;

import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The tables of an application beside those of the framework. */
class ApplicationTablesTest {

    private static final ClassLoader LOADER = ApplicationTablesTest.class.getClassLoader();

    @TempDir
    Path folder;

    @Test
    void givenScriptsThenTheApplicationCanWorkWithItsTablesAndNotChangeThemOnH2() throws SQLException {
        tablesAreMade(TestDatabase.h2(folder));
    }

    @Test
    void givenScriptsThenTheApplicationCanWorkWithItsTablesAndNotChangeThemOnPostgresql() throws SQLException {
        TestDatabase database = TestDatabase.postgresql();
        execute(database.owner(), "drop table if exists parcel_place, schema_history_parcels");
        tablesAreMade(database);
    }

    @Test
    void givenNoScriptsThenNothingHappens() {
        TestDatabase database = TestDatabase.h2(folder);

        Migration.migrate(database.owner(), database.application(), "nobody", LOADER);

        assertThatThrownBy(() -> execute(database.owner(), "select * from \"schema_history_nobody\""))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void givenScriptsForOtherDatabasesOnlyThenTheApplicationIsRefused() {
        TestDatabase database = TestDatabase.h2(folder);

        assertThatThrownBy(() -> Migration.migrate(database.owner(), database.application(), "lopsided", LOADER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The application lopsided has scripts under db/lopsided, but none under db/lopsided/h2");
    }

    private static void tablesAreMade(TestDatabase database) throws SQLException {
        Migration.migrate(database.owner(), database.application(), "parcels", LOADER);
        execute(database.application(), "insert into parcel_place (parcel, place) values ('p-1', 'Oslo')");

        Migration.migrate(database.owner(), database.application(), "parcels", LOADER); // the next start

        assertThat(count(database)).isOne();
        assertThatThrownBy(() -> execute(database.application(), "drop table parcel_place"))
                .isInstanceOf(SQLException.class);
        assertThatCode(() -> execute(database.application(), "select count(*) from event"))
                .as("the framework's own tables")
                .doesNotThrowAnyException();
    }

    private static long count(TestDatabase database) throws SQLException {
        try (var connection = database.application().getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery("select count(*) from parcel_place")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(javax.sql.DataSource source, String statement) throws SQLException {
        try (var connection = source.getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }
}
