package ee.cqrs.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What reads with a limit. */
abstract class StatementLimitContract extends StoreTest {

    @Test
    void a_statement_that_takes_too_long_is_ended_by_the_database() {
        assertThatThrownBy(() -> store.inTransaction(
                        () -> limit().within(store.perCall(), Duration.ofMillis(200), () -> read(takesSeconds()))))
                .hasRootCauseInstanceOf(SQLException.class)
                .rootCause()
                .extracting(cause -> ((SQLException) cause).getSQLState())
                .isEqualTo("57014");
    }

    @Test
    void the_limit_leaves_the_connection_when_the_transaction_has_ended() {
        store.inTransaction(() -> limit().within(store.perCall(), Duration.ofMillis(200), () -> read("select 1")));

        Object slow = store.inTransaction(() -> {
            if (isConnections()) { // and the next transaction may have another one
                limit().within(store.perCall(), Duration.ofMillis(1), () -> 1);
            }
            return read(takesASecondOrLess());
        });

        assertThat(slow).isNotNull();
    }

    @Test
    void it_leaves_the_connection_after_a_failure_too() {
        List<Object> slow = new ArrayList<>();

        assertThatThrownBy(() -> store.inTransaction(() -> {
                    assertThatThrownBy(() ->
                                    limit().within(store.perCall(), Duration.ofMillis(200), () -> read(takesSeconds())))
                            .hasRootCauseInstanceOf(SQLException.class);
                    if (isConnections()) { // else the transaction has taken it along
                        slow.add(read(takesASecondOrLess()));
                    }
                }))
                .as("it is rolled back")
                .isNotNull();

        assertThat(slow).hasSize(isConnections() ? 1 : 0);
    }

    private boolean isConnections() {
        return kind() == Database.H2;
    }

    private Object read(String statement) {
        return store.perCall().createNativeQuery(statement).getSingleResult();
    }

    private StatementLimit limit() {
        return new StatementLimit(this::kind);
    }

    private Database kind() {
        return Database.of(store.database().application());
    }

    private String takesSeconds() {
        return kind() == Database.H2
                ? "select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 100) b"
                : "select cast(pg_sleep(5) as text)";
    }

    private String takesASecondOrLess() {
        return kind() == Database.H2
                ? "select sum(x * 7) from system_range(1, 3000000)"
                : "select cast(pg_sleep(0.5) as text)";
    }
}
