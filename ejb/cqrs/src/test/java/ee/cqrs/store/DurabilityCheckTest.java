package ee.cqrs.store;

import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import javax.sql.DataSource;

import ee.cqrs.LogRecords;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DurabilityCheckTest {

    @TempDir
    Path folder;

    @Test
    void a_file_that_is_written_with_every_commit_is_accepted() {
        try (LocalStore store = new LocalStore(folder)) {
            DurabilityCheck.check(store.database().application(), false);
        }
    }

    @Test
    void a_file_that_is_written_later_is_refused() {
        assertThatThrownBy(() -> DurabilityCheck.check(file(""), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WRITE_DELAY is 500")
                .hasMessageContaining("add WRITE_DELAY=0 to the URL")
                .hasMessageContaining("cqrs.store.allow-data-loss");
    }

    @Test
    void what_the_file_remembers_does_not_count_when_it_is_not_in_use() {
        DurabilityCheck.check(file(";WRITE_DELAY=0"), false);

        assertThatThrownBy(() -> DurabilityCheck.check(file(""), false)).hasMessageContaining("WRITE_DELAY is 500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:durability", "jdbc:h2:nioMemFS:durability;WRITE_DELAY=0"})
    void a_database_in_memory_is_refused(String url) {
        assertThatThrownBy(() -> DurabilityCheck.check(h2(url), false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DATABASE_PATH() is ")
                .hasMessageContaining("use jdbc:h2:file:");
    }

    @Test
    void who_allows_data_loss_gets_one_warning() {
        List<LogRecord> log =
                LogRecords.of(DurabilityCheck.class, () -> DurabilityCheck.check(h2("jdbc:h2:nioMemFS:allowed"), true));

        assertThat(log).singleElement().satisfies(warning -> {
            assertThat(warning.getLevel()).isEqualTo(Level.WARNING);
            assertThat(warning.getMessage()).contains("WRITE_DELAY is 500").contains("DATABASE_PATH() is ");
        });
    }

    @Test
    void who_allows_data_loss_and_risks_none_gets_no_warning() {
        assertThat(LogRecords.of(DurabilityCheck.class, () -> DurabilityCheck.check(file(";WRITE_DELAY=0"), true)))
                .isEmpty();
    }

    private DataSource file(String options) {
        return h2("jdbc:h2:file:" + folder.resolve("durability") + options);
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }
}
