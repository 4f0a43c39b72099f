package ee.cqrs.web;

import java.time.Instant;
import java.util.Set;

import ee.cqrs.command.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QueryTest {

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertThat(Query.limit(null)).isEqualTo(100);
        assertThat(Query.from("after", null, -1)).isEqualTo(-1);
    }

    @Test
    void theBoundsBelongToTheRange() {
        assertThat(Query.limit("1")).isEqualTo(1);
        assertThat(Query.limit("1000")).isEqualTo(1000);
        assertThat(Query.from("after", "-1", -1)).isEqualTo(-1);
        assertThat(Query.from("after", "9223372036854775807", 0)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "", " 1", "1.0", "ten", "99999999999999999999"})
    void aLimitOutOfRangeIsRefusedByName(String value) {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Query.limit(value))
                .withMessageContaining("limit: must be a whole number 1 to 1000");
    }

    @Test
    void aParameterThatIsNotKnownIsRefusedByName() {
        Query.only(Set.of("id", "type"), Set.of("type"));

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Query.only(Set.of("id", "type"), Set.of("type", "typ")))
                .withMessageContaining("typ: is no parameter here; there are id, type");
    }

    @Test
    void aStartBelowTheFirstIsRefusedByName() {
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Query.from("after", "-2", -1))
                .withMessageContaining("after: must be a whole number from -1");
    }

    @Test
    void anInstantMayHaveAnOffset() {
        assertThat(Query.instant("at", "2026-01-31T12:00:00.000001+01:00"))
                .isEqualTo(Instant.parse("2026-01-31T11:00:00.000001Z"));
        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> Query.instant("at", "2026-01-31"))
                .withMessageContaining("at: must be an instant");
    }
}
