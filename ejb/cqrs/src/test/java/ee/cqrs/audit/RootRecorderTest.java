package ee.cqrs.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import ee.cqrs.LogRecords;
import ee.cqrs.command.Ledger;
import ee.cqrs.store.LogPart;
import ee.cqrs.store.RootHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a root hash of the log is recorded, and what is reported instead. */
class RootRecorderTest extends AuditTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private Instant now = START;
    private RootRecorder recorder;

    @BeforeEach
    void make() {
        recorder = recorder(1_000_000);
    }

    @Test
    void an_empty_log_has_none() {
        assertThat(recording()).isEmpty();
        assertThat(roots()).isEmpty();
    }

    @Test
    void the_first_is_recorded_at_once_and_logged_once() {
        threeStreams(2);

        assertThat(recording()).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel()).isEqualTo(Level.INFO);
            assertThat(entry.getMessage()).isEqualTo("The root hash of the log at position 6 is " + verify().root());
        });
        assertThat(roots()).containsExactly(new RootHash(6, verify().root(), START));
        assertSound(LogPart.all());
    }

    @Test
    void the_next_is_recorded_when_the_interval_is_over_and_the_log_has_grown() {
        threeStreams(2);
        recording();
        now = START.plus(Duration.ofMinutes(59));
        add(LEDGER, "a", 3);
        assertThat(recording()).isEmpty();

        now = START.plus(Duration.ofMinutes(60));
        assertThat(recording()).hasSize(1);
        now = START.plus(Duration.ofMinutes(180));
        assertThat(recording()).isEmpty();

        assertThat(roots()).extracting(RootHash::position).containsExactly(6L, 9L);
        assertSound(LogPart.all());
    }

    @Test
    void when_the_clock_was_put_back_the_next_does_not_wait_until_it_is_where_it_was() {
        threeStreams(2);
        recording();
        now = START.minus(Duration.ofHours(1));
        add(LEDGER, "a", 1);

        assertThat(recording()).hasSize(1);
        add(LEDGER, "a", 1);
        assertThat(recording()).isEmpty();
    }

    @Test
    void it_goes_on_from_the_last_one_and_reads_nothing_twice() {
        threeStreams(2);
        recording();
        String before = roots().get(0).hash();
        tamper("delete from event where position < 6");
        add(LEDGER, "a", 1);
        now = START.plus(Duration.ofHours(1));
        recording();

        assertThat(roots().get(1).hash())
                .isEqualTo(RootHash.add(before, 7, event("a", 2).meta().hash()));
    }

    @Test
    void a_long_log_without_any_gets_several() {
        engine.accept(LEDGER, "a", new Ledger.AddMany(2_500));
        recorder = recorder(1_100);

        assertThat(recording()).hasSize(1);
        assertThat(recording()).hasSize(1);
        assertThat(recording()).isEmpty();
        now = START.plus(Duration.ofHours(1));
        assertThat(recording()).hasSize(1);

        assertThat(roots()).extracting(RootHash::position).containsExactly(1_100L, 2_200L, 2_500L);
        assertSound(LogPart.all());
    }

    @Test
    void another_node_that_was_faster_is_left_alone() {
        threeStreams(2);
        recording();

        assertThat(engine.store.roots().record(new RootHash(6, "other", START))).isFalse();
        assertThat(roots()).extracting(RootHash::hash).containsExactly(verify().root());
    }

    @Test
    void a_tail_that_was_cut_off_is_reported_once() {
        threeStreams(2);
        recording();
        tamper("delete from event where position > 4");
        tamper("update journal set head = 4");
        restart();
        make();

        assertThat(recording()).singleElement().satisfies(entry -> {
            assertThat(entry.getLevel().intValue()).isEqualTo(Level.SEVERE.intValue());
            assertThat(entry.getMessage()).contains("positions 5 to 6 were cut off");
        });
        assertThat(recording()).isEmpty();
        assertThat(roots()).hasSize(1);
    }

    @Test
    void a_log_with_a_gap_gets_none_and_that_is_reported_once() {
        threeStreams(2);
        tamper("delete from event where position = 4");

        assertThat(recording()).singleElement().satisfies(entry -> assertThat(entry.getMessage())
                .contains("There is no event at position 4"));
        assertThat(recording()).isEmpty();
        assertThat(roots()).isEmpty();
    }

    @Test
    void a_database_that_is_away_is_reported_once_and_made_good_later() {
        threeStreams(2);
        tamper("alter table root_hash rename to gone");
        assertThat(recording()).singleElement().satisfies(entry -> assertThat(entry.getMessage())
                .startsWith("No root hash of the log can be recorded"));
        assertThat(recording()).isEmpty();

        tamper("alter table gone rename to root_hash");
        assertThat(recording()).hasSize(1);
    }

    @Test
    void a_database_that_is_away_again_is_reported_again_though_nothing_was_due_between() {
        threeStreams(2);
        recording();
        tamper("alter table root_hash rename to gone");
        assertThat(recording()).hasSize(1);
        tamper("alter table gone rename to root_hash");
        assertThat(recording()).isEmpty();

        tamper("alter table root_hash rename to gone");
        assertThat(recording()).hasSize(1);
        tamper("alter table gone rename to root_hash");
    }

    private List<LogRecord> recording() {
        return LogRecords.of(RootRecorder.class, recorder::recordIfDue);
    }

    private List<RootHash> roots() {
        return log.roots(0, 100);
    }

    private RootRecorder recorder(int most) {
        return new RootRecorder(
                log, engine.store.roots(), engine.store.readable(engine.head), new Now(), Duration.ofHours(1), most);
    }

    private final class Now extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
