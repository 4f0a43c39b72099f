package ee.cqrs.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where in a long log a time is: an event each second, and every tenth of a node whose clock is 30 s ahead. */
abstract class TimeSearchContract extends StoreTest {

    static final long BEGIN = 1_700_000_000L;

    /** How many events there are. */
    abstract int events();

    /** A query for the numbers from 1 on, as the column n. */
    abstract String numbers();

    abstract String uuid();

    /** What the database is told after so many events. */
    abstract String lookAtThem();

    @BeforeEach
    void fill() {
        store.execute("""
                insert into event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                                   origin, command_id, correlation_id, causation_id, hash, payload)
                select n, 'ledger', 'a', n - 1, 'Added', 1, %s,
                       (%d + n + case when mod(n, 10) = 0 then 30 else 0 end) * 1000000,
                       'test', 'c', 'c', 'c', 'h', '{"amount": 1, "note": "as long as an event is, more or less"}'
                  from %s
                """.formatted(uuid(), BEGIN, numbers()));
        store.execute("update journal set head = " + events());
        store.execute(lookAtThem());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1_000_000, 0, 1, 29, 30, 31, 32, 40, 10_000, 10_007, 19_999, 20_000})
    void the_first_event_of_a_time_or_later_is_found(int second) {
        Instant time = Instant.ofEpochSecond(BEGIN + second);

        assertThat(reads.firstPosition(time).getAsLong())
                .isEqualTo(store.numbers("select min(position) from event where occurred_at >= " + Micros.of(time))
                        .get(0));
    }

    @Test
    void events_that_are_missing_do_not_end_the_search() {
        store.execute("delete from event where position between 9000 and 11000 or position > 19000");

        for (int second : new int[] {8_000, 10_000, 11_500, 18_950}) {
            the_first_event_of_a_time_or_later_is_found(second);
        }
        assertThat(reads.firstPosition(Instant.ofEpochSecond(BEGIN + 19_500))).isEqualTo(OptionalLong.empty());
    }

    @Test
    void behind_the_last_event_there_are_only_those_of_fast_clocks() {
        assertThat(reads.firstPosition(Instant.ofEpochSecond(BEGIN + events() + 25)))
                .hasValue(events());
        assertThat(reads.firstPosition(Instant.ofEpochSecond(BEGIN + events() + 31)))
                .isEqualTo(OptionalLong.empty());
    }

    @Test
    void it_is_found_by_the_index_of_times_and_not_by_reading_all_that_is_older() {
        long from = (BEGIN + events() - 1_000) * 1_000_000;

        assertThat(plan(from, from + 60_000_000)).contains("event_time").doesNotContain("event_pkey");
        assertThat(plan(from + 2_000_000_000, Long.MAX_VALUE)).contains("event_time");
    }

    private String plan(long from, long until) {
        String query =
                EventQueries.FIRST_POSITION.replace("?1", String.valueOf(from)).replace("?2", String.valueOf(until));
        return store.sql("explain " + query, rows -> {
            List<String> lines = new ArrayList<>();
            try {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return String.join("\n", lines).toLowerCase(Locale.ROOT);
        });
    }
}
