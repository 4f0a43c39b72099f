package ee.cqrs.audit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

import ee.cqrs.LogRecords;
import ee.cqrs.aggregate.AggregateId;
import ee.cqrs.catalogue.AggregateDefinition;
import ee.cqrs.command.Failures;
import ee.cqrs.command.Ledger;
import ee.cqrs.command.Problem;
import ee.cqrs.example.Parcel;
import ee.cqrs.snapshot.Snapshotter;
import ee.cqrs.store.LogPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * What somebody who may do anything to the tables has done to one aggregate: whoever sends it a command is told so, in
 * words, and nobody else is touched.
 */
class DamageTest extends AuditTest {

    private static final AggregateDefinition<?> EVERY_2 = LEDGER.withSnapshotPeriod(2);
    private static final AggregateDefinition<?> STATES_ONLY = LEDGER.withSnapshotPeriod(0);
    private static final String A = " where aggregate_id = 'a'";

    private static final AggregateId A_ID = new AggregateId("ledger", "a");

    /** Longer than any sentence, shorter than what was put in. */
    private static final int LONG = 500;

    private static final long MOVED = 99;
    private static final String BEYOND_HEAD = "The log has an event beyond its head, which no server has written";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Done to event 1 of four, at position 4 of the log. */
    record Damage(String what, String change, String words) {

        static Damage payload(String what, String payload, String words) {
            return new Damage(what, "update event set payload = '%s'".formatted(payload), words);
        }

        String statement() {
            return change + A + " and event_index = 1";
        }

        boolean isMissing() {
            return words.contains("gap");
        }

        /** An event that was moved is found where it is. */
        long foundAt() {
            return change.contains("event_index") ? MOVED : 1;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Damage> damages() {
        return Stream.of(
                new Damage("deleted", "delete from event", "has a gap: event 1 is missing, the next one is 2"),
                new Damage("index gap", "update event set event_index = " + MOVED, "has a gap: event 1 is missing"),
                new Damage(
                        "unknown type",
                        "update event set event_type = 'Vanished'",
                        "the event type Vanished is unknown"),
                new Damage("newer version", "update event set version = 4", "version 4"),
                new Damage("version 0", "update event set version = 0", "version 0"),
                Damage.payload("another amount", "{\"amount\":\"1000000\"}", "cannot be read"),
                Damage.payload("torn", "{\"amo", "cannot be read"),
                Damage.payload("empty", "", "cannot be read"),
                Damage.payload("of another event", "{\"place\":\"Oslo\"}", "cannot be read"),
                Damage.payload("control character", "{\"amount\":\u0001 1}", "cannot be read"),
                Damage.payload("NUL", "{\"amount\":\"\\u0000\"}", "cannot be read"),
                Damage.payload("half a surrogate pair", "{\"amount\":1,\"\\ud800\":1}", "cannot be read"),
                Damage.payload("5,000 deep", "{\"amount\":" + "[".repeat(5_000), "cannot be read"),
                Damage.payload("5,000 digits", "{\"amount\":%s}".formatted("9".repeat(5_000)), "cannot be read"),
                Damage.payload("huge exponent", "{\"amount\":1e999999999}", "cannot be read"),
                new Damage(
                        "huge exponent in an older version",
                        "update event set version = 1, payload = '{\"by\":1e999999999}'",
                        "cannot be read"),
                new Damage(
                        "large exponent in an older version",
                        "update event set version = 1, payload = '{\"by\":1e9000}'",
                        "cannot be read"),
                new Damage(
                        "5,000 deep in an older version",
                        "update event set version = 1, payload = '{\"by\":%s'".formatted("[".repeat(5_000)),
                        "cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void a_damaged_event_refuses_the_restore_with_type_id_and_index_and_touches_nobody_else(Damage damage) {
        threeStreams(4);
        tamper(damage.statement());
        engine.forget(LEDGER, "a");

        assertRefused(LEDGER, damage.isMissing() ? damage.words() : "it was altered", "ledger/a", "event 1");
        assertOthersWork();
        assertThat(verify(new LogPart("ledger", "a")).findings())
                .isNotEmpty()
                .first()
                .satisfies(finding -> {
                    assertThat(finding.type()).isEqualTo("ledger");
                    assertThat(finding.id()).isEqualTo("a");
                    assertThat(finding.index()).isEqualTo(damage.foundAt());
                });

        // whoever did it knows how to make hashes, or a newer application has stored it
        engine.store.hashAnew(new AggregateId("ledger", "a"));
        assertRefused(LEDGER, damage.words(), "ledger/a", "event 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload = '{\"su'",
                "payload = ''",
                "payload = '{\"sum\":\"\\u0000\",\"count\":2}'",
                "payload = '{\"sum\":1e999999999,\"count\":2}'",
                "version = 99",
                "event_index = 0"
            })
    void a_damaged_snapshot_is_reported_once_and_the_events_are_what_counts(String change) {
        add(EVERY_2, "a", 3);
        othersOnly();
        tamper("update snapshot set " + change + A);
        engine.forget(EVERY_2, "a");

        List<LogRecord> log = LogRecords.of(Snapshotter.class, () -> add(EVERY_2, "a", 1));

        assertThat(log).singleElement().satisfies(warning -> {
            assertThat(warning.getLevel()).isEqualTo(Level.WARNING);
            assertThat(warning.getMessage()).contains("ledger/a", "index");
        });
        assertThat(stateOf("a")).isEqualTo(new Ledger.State(4, 4));
        assertOthersWork();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload = '{\"su'", "payload = '{\"sum\":9,\"count\":2}'", "version = 99"})
    void a_damaged_snapshot_with_nothing_else_refuses_the_restore(String change) {
        add(STATES_ONLY, "a", 3);
        othersOnly();
        tamper("update snapshot set " + change + A);
        engine.forget(STATES_ONLY, "a");

        LogRecords.of(Snapshotter.class, () -> assertRefused(STATES_ONLY, "is unreadable", "ledger/a", "index 2"));
        assertOthersWork();
        assertFirst(verify(new LogPart("ledger", "a")), Fault.SNAPSHOT_ALTERED, "ledger", "a", 2L, null);
    }

    @Test
    void a_position_that_is_there_twice_is_found_and_stops_nobody() {
        threeStreams(4);
        withoutPrimaryKey(() -> {
            tamper("update event set position = 5 where position = 4"); // of a, and 5 is of b
            engine.forget(LEDGER, "a");

            Verdict verdict = verify();
            assertOthersWork();
            add(LEDGER, "a", 1);
            tamper("update event set position = 4 where position = 5" + A.replace("where", "and"));

            assertFirst(verdict, Fault.MISSING, null, null, null, 4L);
        });
        assertThat(verify().sound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 1_001, 1_002})
    void an_event_that_was_inserted_at_a_position_that_is_there_already_is_found(long position) {
        engine.accept(LEDGER, "a", new Ledger.AddMany(1_000)); // a page of the verification
        add(LEDGER, "b", 2);
        withoutPrimaryKey(() -> {
            insertForged(position);
            forge("forged", 0, "{\"amount\":1000000}", null);
            List<Finding> findings = verify().findings();
            tamper("delete from event where aggregate_id = 'forged'");

            assertThat(findings).isNotEmpty();
            assertThat(findings.get(0).fault()).isEqualTo(Fault.OUT_OF_ORDER);
            assertThat(findings.get(0).detail()).contains("another event lies at position " + position);
        });
        assertThat(verify().sound()).isTrue();
    }

    @Test
    void the_last_events_of_an_aggregate_deleted_give_its_older_state_and_only_the_whole_log_misses_them() {
        threeStreams(4);
        tamper("delete from event" + A + " and event_index > 1");
        engine.forget(LEDGER, "a");

        assertThat(stateOf("a")).isEqualTo(new Ledger.State(2, 2));
        assertSound(new LogPart("ledger", "a"));
        assertFirst(verify(), Fault.MISSING, null, null, null, 7L);

        add(LEDGER, "a", 1);
        assertThat(stateOf("a")).isEqualTo(new Ledger.State(3, 3));
        assertFirst(verify(), Fault.MISSING, null, null, null, 7L);
    }

    @Test
    void an_aggregate_that_has_lost_all_its_events_is_not_there_and_cannot_be_created_again() {
        threeStreams(2);
        tamper("delete from event" + A);
        engine.forget(LEDGER, "a");

        assertThat(engine.repository.find(LEDGER, A_ID)).isEmpty();
        assertThat(engine.events.lastIndex(A_ID)).isEqualTo(-1);
        assertFirst(verify(), Fault.MISSING, null, null, null, 1L);
        assertNotCreated(LEDGER);
        assertOthersWork();
    }

    @Test
    void an_aggregate_that_keeps_only_states_and_has_lost_it_is_missed_by_no_check_and_cannot_be_created_again() {
        add(STATES_ONLY, "a", 3);
        othersOnly();
        tamper("delete from snapshot" + A);
        engine.forget(STATES_ONLY, "a");

        assertThat(engine.repository.find(STATES_ONLY, A_ID)).isEmpty();
        assertThat(verify().sound()).isTrue();
        assertNotCreated(STATES_ONLY);
        assertOthersWork();
    }

    private void assertNotCreated(AggregateDefinition<?> definition) {
        long commands = engine.store.count("command");
        AtomicReference<Problem> problem = new AtomicReference<>();

        List<LogRecord> log = LogRecords.of(
                Failures.class, () -> problem.set(problemOf(() -> engine.accept(definition, "a", new Ledger.Add(1)))));

        assertThat(problem.get().kind()).isEqualTo(Problem.Kind.INTERNAL);
        assertThat(problem.get().detail())
                .startsWith(
                        "ledger/a exists, and its events and snapshots are gone; nothing was saved (log reference ");
        assertThat(log).singleElement().satisfies(error -> assertThat(error.getMessage())
                .contains(problem.get().detail()));
        assertThat(engine.store.count("command")).isEqualTo(commands);
        assertThat(engine.repository.find(definition, A_ID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void an_event_beyond_the_head_refuses_a_command_whose_events_belong_there_until_it_is_gone(int distance) {
        threeStreams(2);
        insertForged(log.head() + distance);
        long commands = engine.store.count("command");

        Problem problem = problemOf(() -> engine.accept(LEDGER, "a", new Ledger.AddMany(distance)));

        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        assertThat(problem.detail()).startsWith(BEYOND_HEAD).endsWith("; nothing was saved: try again");
        assertThat(engine.writer.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith(BEYOND_HEAD));
        assertThat(engine.store.count("command")).isEqualTo(commands);
        assertFirst(verify(), Fault.OUT_OF_ORDER, "ledger", "forged", 0L, log.head() + distance);

        tamper("delete from event where aggregate_id = 'forged'");
        engine.accept(LEDGER, "a", new Ledger.AddMany(distance));
        assertThat(engine.writer.trouble()).isEmpty();
        assertThat(verify().sound()).isTrue();
    }

    @Test
    void an_event_beyond_the_head_is_a_trouble_while_it_is_there_also_when_nobody_sends_anything() {
        threeStreams(2);
        insertForged(log.head() + 1);

        await().atMost(LIMIT).until(() -> engine.writer.trouble().isPresent());
        assertThat(engine.writer.trouble().orElseThrow()).startsWith(BEYOND_HEAD);
        tamper("delete from event where aggregate_id = 'forged'");
        await().atMost(LIMIT).until(() -> engine.writer.trouble().isEmpty());
    }

    private void insertForged(long position) {
        tamper("""
                insert into event (position, aggregate_type, aggregate_id, event_index, event_type, version, uuid, occurred_at,
                                   origin, snapshot_period, command_id, correlation_id, causation_id, hash, previous_hash, payload)
                select %d, aggregate_type, 'forged', 0, event_type, version, uuid, occurred_at, origin, snapshot_period,
                       command_id, correlation_id, causation_id, hash, previous_hash, payload
                  from event where aggregate_id = 'b' and event_index = 0
                """, position);
    }

    private void assertRefused(AggregateDefinition<?> definition, String words, String... named) {
        long events = engine.store.count("event");
        long commands = engine.store.count("command");
        long snapshots = engine.store.count("snapshot");
        AtomicReference<Problem> problem = new AtomicReference<>();

        List<LogRecord> log = LogRecords.of(
                Failures.class, () -> problem.set(problemOf(() -> engine.accept(definition, "a", new Ledger.Add(1)))));

        assertThat(problem.get().kind()).isEqualTo(Problem.Kind.INTERNAL);
        assertThat(problem.get().detail())
                .contains(words, "log reference")
                .contains(named)
                .doesNotContain("ee.cqrs", "Exception", "\n")
                .hasSizeLessThan(LONG);
        assertThat(log).singleElement().satisfies(error -> {
            assertThat(error.getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
            assertThat(error.getMessage()).contains(problem.get().detail());
        });
        assertThat(problemOf(() -> engine.repository.find(definition, new AggregateId("ledger", "a")))
                        .detail())
                .contains(words);
        assertThat(engine.registry.find(new AggregateId("ledger", "a"))).isEmpty();
        assertThat(engine.store.count("event")).isEqualTo(events);
        assertThat(engine.store.count("command")).isEqualTo(commands);
        assertThat(engine.store.count("snapshot")).isEqualTo(snapshots);
    }

    /** As the gateway does. */
    private static Problem problemOf(Runnable work) {
        return Failures.translate("A command", catchThrowableOfType(RuntimeException.class, work::run));
    }

    private void assertOthersWork() {
        add(LEDGER, "b", 1);
        engine.forget(LEDGER, "b");
        add(LEDGER, "b", 1);
        engine.accept(PARCEL, "p", new Parcel.MoveParcel("Bergen"));
        assertSound(new LogPart("ledger", "b"));
        assertSound(new LogPart("parcel", null));
    }

    private Object stateOf(String id) {
        return engine.repository
                .find(EVERY_2, new AggregateId("ledger", id))
                .orElseThrow()
                .state();
    }

    private void othersOnly() {
        add(LEDGER, "b", 1);
        engine.accept(PARCEL, "p", new Parcel.SendParcel("Oslo"));
    }

    private void withoutPrimaryKey(Runnable work) {
        tamper(dropPrimaryKey());
        try {
            work.run();
        } finally {
            tamper("alter table event add primary key (position)");
        }
    }

    String dropPrimaryKey() {
        return "alter table event drop primary key";
    }
}
