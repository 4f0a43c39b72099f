package ee.cqrs.subscription;

import java.sql.SQLException;

import jakarta.persistence.PersistenceException;

import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TroubleTest {

    @ParameterizedTest
    @NullSource // the pool has no connection
    @ValueSource(
            strings = {
                "08006", "28P01", "53100", "57P01", "58030", "XX002", "40P01", "55P03", "25006", "25P03", "HYT00",
                "HY000", "90098", "90121", "90067", "90028", "90031", "90131"
            })
    void a_database_that_is_away_or_in_the_way_is_waited_for(String state) {
        assertThat(Trouble.of(sql(state))).isEqualTo(Trouble.DATABASE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22001", "23505", "42601", "42501", "P0001", "90022", "54000", "55000", "27000", "21000", "44000",
                "25P02", "MY001"
            })
    void a_statement_that_the_database_refuses_is_the_subscribers(String state) {
        assertThat(Trouble.of(sql(state))).isEqualTo(Trouble.SUBSCRIBER);
    }

    @Test
    void what_has_nothing_to_do_with_the_database_is_the_subscribers() {
        assertThat(Trouble.of(new NullPointerException())).isEqualTo(Trouble.SUBSCRIBER);
        assertThat(Trouble.of(new StackOverflowError())).isEqualTo(Trouble.SUBSCRIBER);
        assertThat(Trouble.of(new IllegalStateException(new NoClassDefFoundError("x"))))
                .isEqualTo(Trouble.SUBSCRIBER);
    }

    @Test
    void a_server_without_memory_is_nobodys_poison() {
        assertThat(Trouble.of(new IllegalStateException(new OutOfMemoryError())))
                .isEqualTo(Trouble.DATABASE);
    }

    @Test
    void what_is_away_is_waited_for_however_that_was_noticed() {
        assertThat(Trouble.of(new IllegalStateException(new UnavailableException("away", sql("23505")))))
                .isEqualTo(Trouble.UNAVAILABLE);
    }

    @Test
    void a_store_without_room_is_waited_for() {
        assertThat(Trouble.of(new StoreException(StoreException.Fault.DISK, null)))
                .isEqualTo(Trouble.DATABASE);
    }

    private static RuntimeException sql(String state) {
        return new IllegalStateException(new PersistenceException(new SQLException("as the test says", state)));
    }
}
