package ee.cqrs.command;

import java.sql.SQLException;

import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.PersistenceException;

import ee.cqrs.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOCK     | Another writer holds the journal; nothing was saved: try again",
                "RIVALRY  | Several writers were in each other's way; nothing was saved: try again",
                "FOREIGN_EVENT | The log has an event beyond its head, which no server has written; GET /cqrs/api/verify names it;"
                        + " nothing was saved: try again",
                "DATABASE | The database is away; nothing was saved: try again"
            },
            quoteCharacter = '"')
    void what_passes_is_answered_with_its_reason_and_when_to_try_again(StoreException.Fault fault, String detail) {
        Problem problem = Failures.translate("A test", new StoreException(fault, new SQLException("below")));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        assertThat(problem.kind().status()).isEqualTo(503);
        assertThat(problem.detail()).isEqualTo(detail);
        assertThat(problem.retryAfterSeconds()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "08006, 503",
        "57014, 503",
        ", 503",
        "40P01, 503",
        "90098, 503",
        "22003, 500",
        "23505, 500",
        "42P01, 500",
        "54000, 500",
        "P0001, 500"
    })
    void what_the_database_refuses_for_good_is_no_outage(String state, int status) {
        var failure = new PersistenceException(new SQLException("below", state));

        assertThat(Failures.translate("A query", failure).kind().status()).isEqualTo(status);
    }

    @Test
    void a_statement_that_took_too_long_is_no_outage_but_may_be_tried_again() {
        var failure = new PersistenceException(new SQLException("below", "57014"));

        assertThat(Failures.translate("A query", failure).detail()).contains("took too long");
    }

    @Test
    void a_query_that_finds_nothing_where_it_wants_one_is_no_outage() {
        assertThat(Failures.translate("A query", new NoResultException()).kind().status())
                .isEqualTo(500);
        assertThat(Failures.translate("A query", new NonUniqueResultException())
                        .kind()
                        .status())
                .isEqualTo(500);
    }
}
